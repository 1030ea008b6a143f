using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Policy;

/// <summary>The last word of one approver on an item under the policy in force.</summary>
/// <param name="Approver">As the directory has them at the time of the decision: who has lost the role or has gone counts no more.</param>
/// <param name="For">The reader whom it is for; null: everybody.</param>
/// <param name="Statement">The digest of the signed statement.</param>
public sealed record Approval(Reader Approver, ApprovalAnswer Answer, MemberId? For, Sha256Digest Statement);
