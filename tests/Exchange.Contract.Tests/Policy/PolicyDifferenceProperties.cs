using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Rules;
using FsCheck.Xunit;

namespace Exchange.Contract.Tests.Policy;

/// <summary>What is said of a change is what the evaluator makes of it.</summary>
[Properties(Arbitrary = [typeof(PolicyArbitraries)], MaxTest = 2000)]
public sealed class PolicyDifferenceProperties
{
    [Property]
    public void Policies_differ_in_some_field_or_are_equal(PolicyPair pair) =>
        Assert.Equal(pair.Before == pair.After, Between(pair).Count == 0);

    [Property]
    public void What_only_narrows_never_permits_more_and_what_only_widens_never_less(PolicyPair pair, Question question)
    {
        IReadOnlyList<PolicyField> fields = Between(pair);
        foreach (SealedKey key in Enum.GetValues<SealedKey>())
        {
            bool before = (question with { Policy = pair.Before, Key = key }).Decide() is Decision.Permit;
            bool after = (question with { Policy = pair.After, Key = key }).Decide() is Decision.Permit;
            Assert.True(before || !after || fields.Any(field => field.Widens), $"{key} is permitted after what widens nothing");
            Assert.True(after || !before || fields.Any(field => field.Narrows), $"{key} is permitted no more after what narrows nothing");
        }
    }

    [Property]
    public void A_change_back_narrows_what_widened_and_widens_what_narrowed(PolicyPair pair) => Assert.Equal(
        Between(pair).Select(field => (field.Name, field.Narrows, field.Widens)).Order(),
        Between(new PolicyPair(pair.After, pair.Before)).Select(field => (field.Name, field.Widens, field.Narrows)).Order());

    [Property]
    public void Of_an_irrevocable_policy_nothing_can_be_narrowed(PolicyPair pair, Question question)
    {
        AccessPolicy final = pair.Before with { Revocable = false };
        if (PolicyChangeRules.Problems(final, pair.After, question.Agreement).Count == 0)
        {
            Assert.False(pair.After.Revocable);
            Assert.True((question with { Policy = final }).Decide() is Decision.Deny
                || (question with { Policy = pair.After }).Decide() is Decision.Permit);
        }
    }

    private static IReadOnlyList<PolicyField> Between(PolicyPair pair) =>
        PolicyDifference.Between(pair.Before, pair.After, id => id.ToString());
}
