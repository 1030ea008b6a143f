namespace Exchange.Formats.Dsse;

/// <summary>What a statement is about: a ResourceDescriptor of in-toto/attestation, spec/v1, with one digest.</summary>
/// <param name="Name">Unique in its statement; not empty.</param>
/// <param name="DigestName">The algorithm, such as <c>sha256</c>.</param>
/// <param name="DigestHex">Lower-case hex.</param>
/// <param name="Length">Bytes; stands as <c>length</c> among the annotations, where it is known.</param>
public sealed record StatementSubject(string Name, string DigestName, string DigestHex, long? Length);
