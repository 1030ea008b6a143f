namespace Exchange.Reports;

/// <summary>What the one who hands in may say about the card.</summary>
public sealed record CardOptions
{
    /// <summary>The title, at most <see cref="MaxTitle"/> characters; null for one made from the content.</summary>
    public string? Title { get; init; }

    /// <summary>One of <see cref="CardKind"/>; null to decide by content. <see cref="CardKind.Document"/> reads nothing.</summary>
    public string? Kind { get; init; }

    public const int MaxTitle = 200;
}
