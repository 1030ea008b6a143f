namespace Exchange.Server.Hosting;

/// <summary>What a host may be given other than its home and address.</summary>
public sealed record HostOptions
{
    /// <summary>The clock; turned by tests only.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where log lines go; none, and there are none. The host disposes of it.</summary>
    public ILoggerProvider? Logging { get; init; }

    /// <summary>The calls that one member may have under way at once.</summary>
    public int CallsPerMember { get; init; } = 64;
}
