using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Audit;

/// <summary>
/// A grant that its grantor signed for, sealed to the keys of that membership, and the entry from which on it was there.
/// </summary>
internal sealed record RecordedGrant(MemberId Member, Sha256Digest Membership, SealedKey Key, Sha256Digest Sealed, LogIndex Since);
