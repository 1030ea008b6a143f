using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>The sender puts another policy in force.</summary>
/// <param name="PreviousPolicy">The digest of the one that was in force.</param>
/// <param name="Policy">The new one in full: exact protobuf bytes.</param>
public sealed record PolicyChangePredicate(
    AgreementId Agreement,
    ItemId Item,
    Sha256Digest Statement,
    Sha256Digest PreviousPolicy,
    ReadOnlyMemory<byte> Policy,
    Sha256Digest PolicyDigest,
    SenderTerms Sender,
    RequestId Request,
    DateTimeOffset NotAfter) : IItemAct
{
    Sha256Digest? IItemAct.InForce => PreviousPolicy;

    SenderTerms IItemAct.Signer => Sender;
}
