using Exchange.Contract.Members;
using Exchange.Contract.Policy;

namespace Exchange.Contract.Tests.Policy;

/// <summary>Every two things that can go wrong, together: no failure hides another.</summary>
public sealed class PairsOfFailures
{
    private static readonly Dictionary<ConditionCode, Func<Question, Question>> Spoilers = new()
    {
        [ConditionCode.Withdrawn] = q => q with { State = q.State with { Withdrawn = true } },
        [ConditionCode.AgreementNotInForce] = q => q with { Agreement = q.Agreement with { End = q.At } },
        [ConditionCode.MemberNotActive] = q => q with { Reader = q.Reader with { Active = false } },
        [ConditionCode.Expired] = q => q with { Policy = q.Policy with { Expires = q.At } },
        [ConditionCode.Embargo] = q => q with { Policy = q.Policy with { Embargo = q.At.AddSeconds(1) } },
        [ConditionCode.OpeningsUsedUp] = q => q with { Policy = q.Policy with { MaxOpenings = q.State.OpeningsTotal } },
        [ConditionCode.OpeningsPerPersonUsedUp] =
            q => q with { Policy = q.Policy with { MaxOpeningsPerPerson = q.State.OpeningsByReader } },
        [ConditionCode.ApprovalRefused] = q => q with
        {
            Policy = Asking(q.Policy, new ApprovalRule(Scene.Institute, Role.Approver, 1, EachReader: false)),
            State = q.State with { Approvals = SceneState.Of("approved:erin refused:gina").Approvals },
        },
        [ConditionCode.RoleMissing] = q => q with { Reader = q.Reader with { Roles = Scene.Readers["bob-without-roles"].Roles } },
        [ConditionCode.NotInAudience] =
            q => q with { Policy = q.Policy with { Audience = new Audience([Scene.Readers["dave"].Id], [], []) } },
        [ConditionCode.PurposeUnknown] = q => q with { Agreement = q.Agreement with { Purposes = [] } },
        [ConditionCode.PurposeNotListed] = q => q with { Policy = q.Policy with { Purposes = ["oversight"] } },
        [ConditionCode.ApprovalMissing] =
            q => q with { Policy = Asking(q.Policy, new ApprovalRule(Scene.Lab, Role.Approver, 2, EachReader: true)) },
        [ConditionCode.TermsNotAcknowledged] = q => q with { Policy = q.Policy with { Terms = Scene.Terms } },
    };

    public static TheoryData<ConditionCode, ConditionCode> Pairs { get; } = new(
        from one in Spoilers.Keys from other in Spoilers.Keys where one < other select (one, other));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Both_failures_are_told_in_order(ConditionCode one, ConditionCode other)
    {
        Question question = Spoilers[other](Spoilers[one](Sound()));

        Decision.Deny deny = Assert.IsType<Decision.Deny>(question.Decide());
        Assert.Equal([one, other], deny.Failed.Select(condition => condition.Code));
    }

    [Fact]
    public void Without_a_failure_the_same_question_is_permitted()
    {
        Assert.IsType<Decision.Permit>(Sound().Decide());
        Assert.Equal(91, Pairs.Count);
    }

    private static AccessPolicy Asking(AccessPolicy policy, ApprovalRule rule) => policy with { Approvals = [.. policy.Approvals, rule] };

    private static Question Sound() => new(
        Scene.Policy(""), Scene.Readers["bob"], SealedKey.Content, "research", new AccessState(4, 2, Withdrawn: false), Scene.Day("5"),
        Scene.Agreement);
}
