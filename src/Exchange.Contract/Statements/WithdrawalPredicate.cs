using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>The sender ends all releases of an item. What was opened stays opened.</summary>
public sealed record WithdrawalPredicate : IItemAct
{
    public required AgreementId Agreement { get; init; }

    public required ItemId Item { get; init; }

    public required Sha256Digest Statement { get; init; }

    public required SenderTerms Sender { get; init; }

    public required RequestId Request { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    Sha256Digest? IItemAct.InForce => null;

    SenderTerms IItemAct.Signer => Sender;
}
