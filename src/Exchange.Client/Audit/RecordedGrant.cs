using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Audit;

/// <summary>A grant that the sender signed for, and the entry from which on it was there.</summary>
internal sealed record RecordedGrant(MemberId Member, SealedKey Key, Sha256Digest Sealed, LogIndex Since);
