using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>Who was sealed which key of an item, and by whom. The sealed files are the statement's subjects, in the same order.</summary>
public sealed record GrantPredicate(
    AgreementId Agreement, ItemId Item, Sha256Digest Statement, SenderTerms Grantor, IReadOnlyList<GrantTerms> Grants);
