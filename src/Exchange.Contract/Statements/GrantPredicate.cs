using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>Who was sealed which key of an item, and by whom. The sealed files are the statement's subjects, in the same order.</summary>
public sealed record GrantPredicate(
    AgreementId Agreement, ItemId Item, Sha256Digest Statement, SenderTerms Grantor, IReadOnlyList<GrantTerms> Grants);

/// <summary>One sealed key: for which member as of which membership statement, which key, and the SHA-256 of the sealed file.</summary>
public sealed record GrantTerms(MemberId Member, Sha256Digest Membership, SealedKey Key, Sha256Digest Sealed);
