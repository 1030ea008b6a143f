using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>The sender puts another policy in force.</summary>
public sealed record PolicyChangePredicate : IItemAct
{
    public required AgreementId Agreement { get; init; }

    public required ItemId Item { get; init; }

    public required Sha256Digest Statement { get; init; }

    /// <summary>The digest of the one that was in force.</summary>
    public required Sha256Digest PreviousPolicy { get; init; }

    /// <summary>The new one in full: exact protobuf bytes.</summary>
    public required ReadOnlyMemory<byte> Policy { get; init; }

    public required Sha256Digest PolicyDigest { get; init; }

    public required SenderTerms Sender { get; init; }

    public required RequestId Request { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    Sha256Digest? IItemAct.InForce => PreviousPolicy;

    SenderTerms IItemAct.Signer => Sender;
}
