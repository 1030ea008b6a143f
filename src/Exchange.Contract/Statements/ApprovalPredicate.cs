using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>An approver's answer.</summary>
public sealed record ApprovalPredicate : IItemAct
{
    public required AgreementId Agreement { get; init; }

    public required ItemId Item { get; init; }

    public required Sha256Digest Statement { get; init; }

    /// <summary>The policy in force: under a different one the answer does not count.</summary>
    public required Sha256Digest PolicyDigest { get; init; }

    public required SenderTerms Approver { get; init; }

    public required ApprovalAnswer Answer { get; init; }

    /// <summary>The reader whom it is for, where the policy requires approvals for each; otherwise null.</summary>
    public required MemberId? Reader { get; init; }

    public required RequestId Request { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    Sha256Digest? IItemAct.InForce => PolicyDigest;

    SenderTerms IItemAct.Signer => Approver;
}
