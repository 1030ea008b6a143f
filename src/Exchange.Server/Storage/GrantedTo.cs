using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

/// <summary>A sealed key without the file itself.</summary>
/// <param name="Digest">SHA-256 of the sealed file.</param>
/// <param name="Membership">The membership statement whose recipients it is sealed to.</param>
internal sealed record GrantedTo(Sha256Digest Digest, Sha256Digest Membership);
