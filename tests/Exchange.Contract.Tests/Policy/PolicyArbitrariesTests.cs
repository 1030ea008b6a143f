using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Rules;
using FsCheck.Fluent;

namespace Exchange.Contract.Tests.Policy;

/// <summary>That the properties say something: what they are about occurs, and often.</summary>
public sealed class PolicyArbitrariesTests
{
    private const int Many = 5_000;

    [Fact]
    public void Every_outcome_is_among_the_questions()
    {
        Decision[] decisions = [.. PolicyArbitraries.Questions().Generator.Sample(Many).Select(question => question.Decide())];

        Assert.InRange(decisions.OfType<Decision.Permit>().Count(), Many / 20, Many * 3 / 4);
        Assert.InRange(decisions.OfType<Decision.Permit>().Count(permit => permit.Approvals.Count > 0), Many / 1000, Many / 2);
        ConditionCode[] failed =
            [.. decisions.OfType<Decision.Deny>().SelectMany(deny => deny.Failed).Select(condition => condition.Code)];
        Assert.All(
            PairsOfConditions.Of(SealedKey.Card).Union(PairsOfConditions.Of(SealedKey.Content)),
            code => Assert.InRange(failed.Count(one => one == code), Many / 1000, Many));
    }

    [Fact]
    public void Many_changes_of_a_policy_only_narrow_it_or_only_widen_it()
    {
        PolicyPair[] pairs = PolicyArbitraries.Pairs().Generator.Sample(Many);
        PolicyField[][] differences =
            [.. pairs.Select(pair => PolicyDifference.Between(pair.Before, pair.After, id => id.ToString()).ToArray())];

        Assert.InRange(differences.Count(fields => fields.Length == 0), Many / 20, Many);
        Assert.InRange(
            differences.Count(fields => fields.Length > 0 && fields.All(field => field is { Narrows: true, Widens: false })),
            Many / 20,
            Many);
        Assert.InRange(
            differences.Count(fields => fields.Length > 0 && fields.All(field => field is { Narrows: false, Widens: true })),
            Many / 20,
            Many);
    }
}
