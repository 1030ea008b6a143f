using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>An approver's answer.</summary>
/// <param name="PolicyDigest">The policy in force: under another one the answer does not count.</param>
/// <param name="Reader">The reader whom it is for, where the policy asks for approvals of each; else null.</param>
public sealed record ApprovalPredicate(
    AgreementId Agreement,
    ItemId Item,
    Sha256Digest Statement,
    Sha256Digest PolicyDigest,
    SenderTerms Approver,
    ApprovalAnswer Answer,
    MemberId? Reader,
    RequestId Request,
    DateTimeOffset NotAfter) : IItemAct
{
    Sha256Digest? IItemAct.InForce => PolicyDigest;

    SenderTerms IItemAct.Signer => Approver;
}
