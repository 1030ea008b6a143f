namespace Exchange.Contract.Policy;

/// <summary>What has happened to the item so far: openings of its contents by everybody, by the reader who asks, and whether its sender has withdrawn it. That a later version supersedes it denies nothing.</summary>
public sealed record OpeningState(uint OpeningsTotal, uint OpeningsByReader, bool Withdrawn)
{
    /// <summary>Never opened, not withdrawn.</summary>
    public static OpeningState Fresh { get; } = new(0, 0, false);
}
