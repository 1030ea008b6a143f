using Exchange.Contract.Members;

namespace Exchange.Contract.Policy;

/// <summary>Conditions on the reader, and on whether the item can be had at all.</summary>
internal static class ReaderCheck
{
    public static CheckedCondition Approver { get; } = CheckedCondition.Met(ConditionCode.NotInAudience, "The member may be asked to approve, and so may see the card.");

    public static CheckedCondition Withdrawn(AccessState state) => state.Withdrawn
        ? CheckedCondition.Of(Conditions.Withdrawn)
        : CheckedCondition.Met(ConditionCode.Withdrawn, "The sender has not withdrawn the item.");

    public static CheckedCondition Active(Reader reader) => reader.Active
        ? CheckedCondition.Met(ConditionCode.MemberNotActive, "The member is active in the directory.")
        : CheckedCondition.Of(Conditions.MemberNotActive);

    public static CheckedCondition Role(Reader reader) => reader.Roles.Contains(Members.Role.Reader)
        ? CheckedCondition.Met(ConditionCode.RoleMissing, "The member holds the role reader.")
        : CheckedCondition.Of(Conditions.RoleMissing);

    public static CheckedCondition Audience(AccessPolicy policy, Reader reader, AccessState state)
    {
        if (policy.Audience.Includes(reader))
        {
            return CheckedCondition.Met(ConditionCode.NotInAudience, "The member is in the item's audience.");
        }

        // A grant from outside the audience counts only as far as the policy in force lets sharing go.
        return policy.Admits(reader, state.GrantedOnward)
            ? CheckedCondition.Met(ConditionCode.NotInAudience, "The item was granted onward to the member, as its policy allows.")
            : CheckedCondition.Of(Conditions.NotInAudience(policy));
    }
}
