namespace Exchange.Client.Audit;

/// <summary>What a file proves by itself.</summary>
/// <param name="Kind">Such as <c>receipt</c> or <c>agreement</c>.</param>
/// <param name="Trusted">
/// Whether it was held against an agreement that the caller pins. If not, it says something that nobody vouches for.
/// </param>
/// <param name="Facts">What it says, as label and text, for people.</param>
public sealed record ReceiptVerdict(string Kind, bool Trusted, IReadOnlyList<(string Label, string Text)> Facts);
