using Exchange.Formats.Parts;

namespace Exchange.Contract.Items;

/// <summary>One sealed file of an item: its number, its length in bytes and its tree hash, header included.</summary>
public sealed record ItemPart(int Index, long Length, PartDigest Digest);
