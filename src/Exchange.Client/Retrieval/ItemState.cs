using Exchange.Contract.Directory;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;

namespace Exchange.Client.Retrieval;

/// <summary>
/// How an item stands for a reader, in one word. It is what the reader's own evaluation says beforehand, which does not see how
/// often others opened the item; what counts is the service's decision.
/// </summary>
public static class ItemState
{
    /// <summary>The contents could be opened now, with a purpose that the policy lists.</summary>
    public const string Available = "available";

    /// <summary>The reader sent it.</summary>
    public const string Sent = "sent";

    /// <summary>One of the constants, or the name of the first condition that fails (<see cref="ConditionName"/>).</summary>
    public static string Of(VerifiedItem item, Member self, bool withdrawn, DateTimeOffset at, AgreementTerms agreement)
    {
        if (withdrawn)
        {
            return ConditionName.Of(ConditionCode.Withdrawn);
        }

        if (item.Sender.Id == self.Id)
        {
            return Sent;
        }

        string? purpose = item.Policy.Purposes.FirstOrDefault(agreement.Purposes.Contains);
        return Decide(item, self, SealedKey.Content, purpose, withdrawn, at, agreement) is Decision.Deny denied
            ? ConditionName.Of(denied.Failed[0].Code)
            : Available;
    }

    /// <summary>The reader's own evaluation, which knows of no openings.</summary>
    internal static Decision Decide(VerifiedItem item, Member self, SealedKey key, string? purpose, bool withdrawn, DateTimeOffset at, AgreementTerms agreement) =>
        PolicyEvaluator.Decide(item.Policy, self.ToReader(), key, purpose, AccessState.Fresh with { Withdrawn = withdrawn }, at, agreement);
}
