using Exchange.Contract.Policy.Rules;

namespace Exchange.Contract.Tests.Policy;

public sealed class PolicyChangeRulesTests
{
    private const string Final = "The policy is not revocable, so it cannot be narrowed.";
    private const string UsedUp =
        "The policy is not revocable and has a maximum of openings in total, so nobody can be added who would use it up.";
    private const string Dropped =
        "The policy is not revocable and requires approvals, which a change would drop, so it cannot be changed.";

    [Theory]
    [InlineData("", "to:bob,dave")]
    [InlineData("to:bob,dave", "to:dave")]
    [InlineData("max:3", "")]
    [InlineData("", "max:3 each:1 expires:20")]
    [InlineData("embargo:10", "embargo:20")]
    [InlineData("", "approve:1@institute")]
    [InlineData("approve:2@institute", "approve:1@lab")]
    [InlineData("terms:yes", "terms:yes for:research,mitigation")]
    [InlineData("tlp:GREEN", "tlp:AMBER")]
    [InlineData("keep:90", "keep:60")]
    [InlineData("", "revocable:no")]
    [InlineData("revocable:no", "revocable:no to:bob,dave")]
    [InlineData("revocable:no max:3", "revocable:no max:4")]
    [InlineData("revocable:no max:3", "revocable:no")]
    [InlineData("revocable:no max:3", "revocable:no to:bob,dave")]
    [InlineData("revocable:no max:3", "revocable:no max:3 for:research,mitigation")]
    [InlineData("revocable:no expires:20", "revocable:no expires:21")]
    [InlineData("revocable:no embargo:20", "revocable:no embargo:19")]
    [InlineData("revocable:no", "revocable:no onward:party keep:90 grant:readers")]
    public void A_sender_may_narrow_what_is_revocable_and_widen_anything(string before, string after) =>
        Assert.Empty(Problems(before, after));

    [Theory]
    [InlineData("", "", "Nothing would change.")]
    [InlineData("approve:1@lab", "approve:1@lab", "Nothing would change.")]
    [InlineData("", "tlp:GREEN", "The marking can only become stricter.")]
    [InlineData("", "terms:yes", "The terms are in the sealed card, so they cannot change.")]
    [InlineData("terms:yes", "", "The terms are in the sealed card, so they cannot change.")]
    [InlineData("", "version:2", "The policy has version 2; only version 3 is known.")]
    [InlineData("", "for:nothing", "The policy lists no purpose, so nobody could open the contents.")]
    [InlineData("", "version:4", "The policy has version 4; only version 3 is known.")]
    [InlineData("revocable:no to:bob,dave", "revocable:no to:bob", Final)]
    [InlineData("revocable:no", "revocable:no max:3", Final)]
    [InlineData("revocable:no", "revocable:no max:4294967295", Final)]
    [InlineData("revocable:no max:3", "revocable:no max:2", Final)]
    [InlineData("revocable:no", "revocable:no each:1", Final)]
    [InlineData("revocable:no", "revocable:no embargo:10", Final)]
    [InlineData("revocable:no", "revocable:no expires:10", Final)]
    [InlineData("revocable:no", "revocable:no card:with-contents", Final)]
    [InlineData("revocable:no for:research,mitigation", "revocable:no for:research", Final)]
    [InlineData("revocable:no", "revocable:no approve:1@lab", Final)]
    [InlineData("revocable:no approve:1@lab", "revocable:no", Final)]
    [InlineData("revocable:no approve:1@lab", "revocable:no approve:2@lab", Final)]
    [InlineData("revocable:no approve:1@lab", "revocable:no approve:1*compliance@lab", Final)]
    [InlineData("revocable:no onward:party", "revocable:no", Final)]
    [InlineData("revocable:no grant:readers", "revocable:no", Final)]
    [InlineData("revocable:no", "revocable:no tlp:RED", Final)]
    [InlineData("revocable:no", "", Final)]
    [InlineData("revocable:no approve:2@lab", "revocable:no approve:1@lab", Dropped)]
    [InlineData("revocable:no approve:1@lab", "revocable:no approve:1@lab to:bob,dave", Dropped)]
    [InlineData("revocable:no approve:1@lab", "revocable:no approve:1@lab", "Nothing would change.")]
    [InlineData("revocable:no keep:90", "revocable:no keep:60", Final)]
    [InlineData("revocable:no max:3", "revocable:no max:3 to:bob,dave", UsedUp)]
    [InlineData("revocable:no max:3", "revocable:no max:4 to:bob,dave", UsedUp)]
    [InlineData("revocable:no max:3", "revocable:no max:3 onward:party", UsedUp)]
    [InlineData("revocable:no max:3", "revocable:no max:3 grant:readers", UsedUp)]
    [InlineData("revocable:no max:3 each:1", "revocable:no max:3 each:2", UsedUp)]
    public void Any_other_change_is_told_why_not(string before, string after, string problem) =>
        Assert.Equal([problem], Problems(before, after));

    [Fact]
    public void Every_problem_is_told_at_once() => Assert.Equal(
        [
            "The audience is empty, so nobody could open the item.", Final, "The marking can only become stricter.",
            "The terms are in the sealed card, so they cannot change.",
        ],
        Problems("revocable:no terms:yes", "to:nobody tlp:CLEAR"));

    private static IReadOnlyList<string> Problems(string before, string after) =>
        PolicyChangeRules.Problems(Scene.Policy(before), Scene.Policy(after), Scene.Agreement);
}
