using Exchange.Formats.Primitives;

namespace Exchange.Contract.Events;

/// <summary>The directory that an event was decided against. Sizes never decrease from entry to entry.</summary>
public sealed record DirectoryPosition(long Size, Sha256Digest Root);
