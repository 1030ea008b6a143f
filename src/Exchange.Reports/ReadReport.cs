namespace Exchange.Reports;

/// <summary>A card, and what its sender should know before sending (plain sentences, text of the file in them made safe).</summary>
public sealed record ReadReport(Card Card, IReadOnlyList<string> Warnings);
