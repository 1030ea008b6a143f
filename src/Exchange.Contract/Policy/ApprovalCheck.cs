using System.Globalization;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Policy;

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
            Approval[] standing = [.. Standing(rule, reader, state)];
            int refused = standing.Count(approval => approval.Answer == ApprovalAnswer.Refuse);
            int approved = standing.Count(approval => approval.Answer == ApprovalAnswer.Approve);
            if (refused > 0)
            {
                yield return CheckedCondition.Of(Conditions.ApprovalRefused(rule, refused));
            }

            yield return approved >= rule.Count
                ? CheckedCondition.Met(ConditionCode.ApprovalMissing, string.Create(CultureInfo.InvariantCulture, $"{approved} of {rule.Count} {(rule.Count == 1 ? "approval" : "approvals")} by {Conditions.Those(rule)} {(rule.Count == 1 ? "is" : "are")} there."))
                : CheckedCondition.Of(Conditions.ApprovalMissing(rule, approved));
        }
    }

    /// <summary>The approvals that a permit rests on: of each rule the earliest, no more than it asks for.</summary>
    public static IReadOnlyList<Sha256Digest> Used(AccessPolicy policy, Reader reader, AccessState state) =>
    [
        .. policy.Approvals.SelectMany(rule => Standing(rule, reader, state)
            .Where(approval => approval.Answer == ApprovalAnswer.Approve)
            .Take((int)Math.Min(rule.Count, int.MaxValue))
            .Select(approval => approval.Statement)),
    ];

    private static IEnumerable<Approval> Standing(ApprovalRule rule, Reader reader, AccessState state) => state.Approvals
        .Where(approval => rule.Asks(approval.Approver) && approval.Approver.Id != reader.Id && approval.For == (rule.EachReader ? reader.Id : null))
        .GroupBy(approval => approval.Approver.Id)
        .Select(words => words.Last());
}
