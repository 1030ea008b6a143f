using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>A reader acknowledges an item's terms.</summary>
public sealed record AcknowledgementPredicate : IItemAct
{
    public required AgreementId Agreement { get; init; }

    public required ItemId Item { get; init; }

    public required Sha256Digest Statement { get; init; }

    public required Sha256Digest PolicyDigest { get; init; }

    /// <summary>Their digest, as in the policy.</summary>
    public required Sha256Digest Terms { get; init; }

    public required SenderTerms Reader { get; init; }

    public required RequestId Request { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    Sha256Digest? IItemAct.InForce => PolicyDigest;

    SenderTerms IItemAct.Signer => Reader;
}
