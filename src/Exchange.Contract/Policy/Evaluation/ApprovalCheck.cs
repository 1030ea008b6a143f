using Exchange.Formats.Primitives;

namespace Exchange.Contract.Policy.Evaluation;

/// <summary>
/// Conditions on approvals. An approval counts when its approver is active and holds the rule's role now, is not the one who asks,
/// and gave it for this reader where each needs their own. One person counts once, by their last word.
/// </summary>
internal static class ApprovalCheck
{
    public static IEnumerable<CheckedCondition> Of(AccessPolicy policy, Reader reader, AccessState state)
    {
        foreach (ApprovalRule rule in policy.Approvals)
        {
            Approval[] counting = [.. Counting(rule, reader, state)];
            uint refused = (uint)counting.Count(approval => approval.Answer == ApprovalAnswer.Refuse);
            uint approved = (uint)counting.Count(approval => approval.Answer == ApprovalAnswer.Approve);
            if (refused > 0)
            {
                yield return new FailedCondition.ApprovalRefused(rule.Party, rule.Role, refused);
            }

            yield return approved >= rule.Count
                ? new MetCondition.Approved(rule.Party, rule.Role, rule.Count, approved)
                : new FailedCondition.ApprovalMissing(rule.Party, rule.Role, rule.Count, approved, rule.EachReader);
        }
    }

    /// <summary>The approvals that a permit rests on: of each rule the earliest, no more than it asks for.</summary>
    public static IReadOnlyList<Sha256Digest> Used(AccessPolicy policy, Reader reader, AccessState state) =>
    [
        .. policy.Approvals.SelectMany(rule => Counting(rule, reader, state)
            .Where(approval => approval.Answer == ApprovalAnswer.Approve)
            .Take((int)Math.Min(rule.Count, int.MaxValue))
            .Select(approval => approval.Statement)),
    ];

    private static IEnumerable<Approval> Counting(ApprovalRule rule, Reader reader, AccessState state) => state.Approvals
        .Where(approval => rule.Asks(approval.Approver)
            && approval.Approver.Id != reader.Id
            && approval.For == (rule.EachReader ? reader.Id : null))
        .GroupBy(approval => approval.Approver.Id)
        .Select(words => words.Last());
}
