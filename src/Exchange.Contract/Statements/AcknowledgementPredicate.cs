using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>A reader acknowledges an item's terms.</summary>
/// <param name="Terms">Their digest, as in the policy.</param>
public sealed record AcknowledgementPredicate(
    AgreementId Agreement,
    ItemId Item,
    Sha256Digest Statement,
    Sha256Digest PolicyDigest,
    Sha256Digest Terms,
    SenderTerms Reader,
    RequestId Request,
    DateTimeOffset NotAfter) : IItemAct
{
    Sha256Digest? IItemAct.InForce => PolicyDigest;

    SenderTerms IItemAct.Signer => Reader;
}
