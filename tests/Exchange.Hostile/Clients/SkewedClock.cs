namespace Exchange.Hostile.Clients;

/// <summary>The system's clock, wrong by so much. Timers run as ever.</summary>
internal sealed class SkewedClock : TimeProvider
{
    public TimeSpan Skew { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Skew;
}
