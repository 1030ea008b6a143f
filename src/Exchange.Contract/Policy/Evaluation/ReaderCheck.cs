namespace Exchange.Contract.Policy.Evaluation;

/// <summary>Conditions on the reader, and on whether the item is available at all.</summary>
internal static class ReaderCheck
{
    public static CheckedCondition Withdrawn(AccessState state) =>
        state.Withdrawn ? new FailedCondition.Withdrawn() : new MetCondition.NotWithdrawn();

    public static CheckedCondition Active(Reader reader) =>
        reader.Active ? new MetCondition.MemberActive() : new FailedCondition.MemberNotActive();

    public static CheckedCondition Role(Reader reader) =>
        reader.Roles.Contains(Exchange.Contract.Members.Role.Reader) ? new MetCondition.ReaderRole() : new FailedCondition.RoleMissing();

    public static CheckedCondition Audience(AccessPolicy policy, Reader reader, AccessState state)
    {
        if (policy.Audience.Includes(reader))
        {
            return new MetCondition.InAudience();
        }

        // A grant from outside the audience counts only as far as the policy in force allows sharing.
        return policy.Admits(reader, state.GrantedOnward) ? new MetCondition.GrantedOnward() : new FailedCondition.NotInAudience();
    }

    /// <summary>The condition that the reader has acknowledged the policy's terms; none where the policy has no terms.</summary>
    public static IEnumerable<CheckedCondition> Terms(AccessPolicy policy, AccessState state)
    {
        if (policy.Terms is not null)
        {
            yield return state.TermsAcknowledged ? new MetCondition.TermsAcknowledged() : new FailedCondition.TermsNotAcknowledged();
        }
    }
}
