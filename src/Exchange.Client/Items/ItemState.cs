using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;

namespace Exchange.Client.Items;

/// <summary>
/// How an item stands for a reader, in one word: what the reader's own evaluation says beforehand. What counts
/// is the service's decision.
/// </summary>
internal static class ItemState
{
    /// <summary>The contents could be opened now, with a purpose that the policy lists.</summary>
    public const string Available = "available";

    /// <summary>The reader sent it.</summary>
    public const string Sent = "sent";

    /// <summary>Nobody asks the member to open it, only to approve.</summary>
    public const string ToApprove = "to-approve";

    /// <summary>One of the constants, or the name of the first condition that fails (<see cref="ConditionName"/>).</summary>
    internal static string Of(SeenItem item, AccessState state, Participant participant)
    {
        if (item.Withdrawn)
        {
            return ConditionName.Of(ConditionCode.Withdrawn);
        }

        if (item.Verified.Sender.Id == participant.Self.Id)
        {
            return Sent;
        }

        Reader reader = participant.Self.ToReader();
        if (!item.Policy.Admits(reader, state.GrantedOnward) && item.Policy.RuleFor(reader) is not null)
        {
            return ToApprove;
        }

        string? purpose = item.Policy.Purposes.FirstOrDefault(participant.Agreement.PolicyTerms.Purposes.Contains);
        return Decide(item, SealedKey.Content, purpose, state, participant) is Decision.Deny denied
            ? ConditionName.Of(denied.Failed[0].Code)
            : Available;
    }

    /// <summary>The reader's own evaluation, and whether the key was sealed to this device.</summary>
    internal static Decision Decide(SeenItem item, SealedKey key, string? purpose, AccessState state, Participant participant)
    {
        Decision decision = PolicyEvaluator.Decide(
            item.Policy,
            participant.Self.ToReader(),
            key,
            purpose,
            state,
            participant.Time.GetUtcNow(),
            participant.Agreement.PolicyTerms);
        return item.Sealed.Contains(key)
            ? decision
            : new Decision.Deny(FailedCondition.AndNoGrant(decision is Decision.Deny denied ? denied.Failed : []));
    }
}
