using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>The sender ends all releases of an item. What was opened stays opened.</summary>
public sealed record WithdrawalPredicate(
    AgreementId Agreement, ItemId Item, Sha256Digest Statement, SenderTerms Sender, RequestId Request, DateTimeOffset NotAfter) : IItemAct
{
    Sha256Digest? IItemAct.InForce => null;

    SenderTerms IItemAct.Signer => Sender;
}
