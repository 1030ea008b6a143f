using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using FsCheck;
using FsCheck.Fluent;

namespace Exchange.Contract.Tests.Policy;

/// <summary>Every way to take permission away by changing a policy.</summary>
internal static class TighteningArbitrary
{
    public static Gen<Tightening> All() => Gen.OneOf([.. OfReading(), .. OfGovernance()]);

    private static IEnumerable<Gen<Tightening>> OfReading() =>
    [
        from days in Gen.Choose(0, 4)
        select Of("move the embargo later", policy => policy with { Embargo = (policy.Embargo ?? Scene.Day0).AddDays(days) }),
        from days in Gen.Choose(0, 4)
        select Of("expire earlier", policy => policy with { Expires = policy.Expires?.AddDays(-days) ?? Scene.Day0.AddDays(days) }),
        from less in Gen.Choose(0, 3)
        select Of("lower the maximum", policy => policy with { MaxOpenings = Lower(policy.MaxOpenings, less) }),
        from less in Gen.Choose(0, 3)
        select Of(
            "lower the maximum per person",
            policy => policy with { MaxOpeningsPerPerson = Lower(policy.MaxOpeningsPerPerson, less) }),
        from index in Gen.Choose(0, 3) select Of("remove a purpose", policy => policy with { Purposes = Without(policy.Purposes, index) }),
        from index in Gen.Choose(0, 3)
        select Of(
            "remove a member",
            policy => policy with { Audience = policy.Audience with { Members = Without(policy.Audience.Members, index) } }),
        from index in Gen.Choose(0, 3)
        select Of(
            "remove a team",
            policy => policy with { Audience = policy.Audience with { Teams = Without(policy.Audience.Teams, index) } }),
        from index in Gen.Choose(0, 3)
        select Of(
            "remove a role",
            policy => policy with { Audience = policy.Audience with { Roles = Without(policy.Audience.Roles, index) } }),
        Gen.Constant(Of("leave nobody in the audience", policy => policy with { Audience = Audience.Nobody })),
        Gen.Constant(Of(
            "show the card later",
            policy => policy with { CardShows = policy.CardShows == CardShows.AtOnce ? CardShows.AfterEmbargo : CardShows.WithContents })),
    ];

    private static IEnumerable<Gen<Tightening>> OfGovernance() =>
    [
        from rule in Rule() select new Tightening($"ask for {rule}", question => AddRule(question, rule)),
        from more in Gen.Choose(1, 3)
        select Of(
            "raise the count of each rule",
            policy => policy with { Approvals = [.. policy.Approvals.Select(rule => rule with { Count = rule.Count + (uint)more })] }),
        Gen.Constant(new Tightening("ask for approvals of each reader", AskForEach)),
        Gen.Constant(Of("add terms", policy => policy with { Terms = policy.Terms ?? Scene.Terms })),
        Gen.Constant(Of("lower onward sharing", policy =>
            policy with { OnwardSharing = policy.OnwardSharing == OnwardSharing.Agreement ? OnwardSharing.Party : OnwardSharing.None })),
    ];

    private static Gen<ApprovalRule> Rule() =>
        from party in Gen.Elements(Scene.Lab, Scene.Institute)
        from role in Gen.Elements(Role.Approver, Role.Reader)
        from count in Gen.Elements(1u, 2u)
        from eachReader in Gen.Elements(true, false)
        select new ApprovalRule(party, role, count, eachReader);

    // Whoever is asked may see the card, so that for them a further rule may be more than they had.
    private static AccessPolicy AddRule(Question question, ApprovalRule rule) =>
        question.Policy.Approvals.Any(old => old.Party == rule.Party) || (question.Key == SealedKey.Card && rule.Asks(question.Reader))
            ? question.Policy
            : question.Policy with { Approvals = [.. question.Policy.Approvals, rule] };

    // Of approvals for this reader, which did not count before, there are none; and a refusal for everybody would count no more.
    private static AccessPolicy AskForEach(Question question) =>
        question.State.Approvals.Any(word => word.For == question.Reader.Id || word.Answer == ApprovalAnswer.Refuse)
            ? question.Policy
            : question.Policy with { Approvals = [.. question.Policy.Approvals.Select(rule => rule with { EachReader = true })] };

    private static Tightening Of(string name, Func<AccessPolicy, AccessPolicy> change) => new(name, question => change(question.Policy));

    private static uint Lower(uint? maximum, int less) => maximum is { } some ? some - Math.Min(some, (uint)less) : (uint)less;

    private static T[] Without<T>(IReadOnlyList<T> values, int index) => [.. values.Where((_, position) => position != index)];
}
