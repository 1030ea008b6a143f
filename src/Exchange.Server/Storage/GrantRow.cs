using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

/// <summary>One sealed key of an item.</summary>
/// <param name="Membership">The membership statement whose recipients it is sealed to.</param>
/// <param name="Statement">The digest of the grant statement that vouches for it.</param>
/// <param name="Digest">SHA-256 of the sealed file.</param>
/// <param name="Sealed">The sealed file: it leaves the server only through a release.</param>
internal sealed record GrantRow(
    ItemId Item, MemberId Member, SealedKey Key, Sha256Digest Membership, Sha256Digest Statement, Sha256Digest Digest, ReadOnlyMemory<byte> Sealed);
