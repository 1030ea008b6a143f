using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Rules;

namespace Exchange.Contract.Tests.Policy;

public sealed class PolicyDifferenceTests
{
    [Theory]
    [InlineData("", "version:4", "version -: It becomes a policy of version 4.")]
    [InlineData("version:2", "", "version +: It becomes a policy of version 3.")]
    [InlineData("version:2", "version:4", "version -+: It becomes a policy of version 4.")]
    [InlineData("to:bob", "to:dave", "audience -: institute/bob is removed. | audience +: institute/dave is added.")]
    [InlineData(
        "to:bob", "to:bob,red-team@lab,approver@institute",
        "audience +: the team red-team of lab is added. | audience +: every approver of institute is added.")]
    [InlineData("", "card:after-embargo", "card -: The card is shown after the embargo.")]
    [InlineData("card:after-embargo", "card:with-contents", "card -: The card is shown with the contents.")]
    [InlineData("card:with-contents", "", "card +: The card is shown at once.")]
    [InlineData("card:with-contents", "card:after-embargo", "card +: The card is shown after the embargo.")]
    [InlineData("", "embargo:10", "embargo -: It becomes 2026-01-11 00:00 UTC.")]
    [InlineData("embargo:10", "embargo:9", "embargo +: It becomes 2026-01-10 00:00 UTC.")]
    [InlineData("embargo:10", "", "embargo +: It is removed.")]
    [InlineData("", "expires:10", "expires -: It becomes 2026-01-11 00:00 UTC.")]
    [InlineData("expires:10", "expires:11", "expires +: It becomes 2026-01-12 00:00 UTC.")]
    [InlineData("expires:10", "", "expires +: It is removed.")]
    [InlineData("", "max:3", "openings -: The maximum becomes 3.")]
    [InlineData("max:3", "max:4", "openings +: The maximum becomes 4.")]
    [InlineData("max:3", "", "openings +: The maximum is removed.")]
    [InlineData("", "max:4294967295", "openings -: The maximum becomes 4294967295.")]
    [InlineData("each:2", "each:1", "openings-per-person -: The maximum becomes 1.")]
    [InlineData("for:research", "for:mitigation", "purposes -: research is removed. | purposes +: mitigation is added.")]
    [InlineData("", "approve:2@lab", "approvals -+: 2 approvals from approvers of lab are required.")]
    [InlineData("approve:2@lab", "", "approvals -+: Approvals from lab are no longer required.")]
    [InlineData("approve:2@lab", "approve:3@lab", "approvals -: 3 approvals from approvers of lab are required.")]
    [InlineData("approve:2@lab", "approve:1@lab", "approvals +: 1 approval from approvers of lab is required.")]
    [InlineData("approve:2@lab", "approve:2*compliance@lab", "approvals -+: 2 approvals from compliance members of lab are required.")]
    [InlineData(
        "approve:2@lab", "approve:2@lab/each",
        "approvals -+: 2 approvals from approvers of lab are required, separately for each reader.")]
    [InlineData(
        "approve:2@lab,1@institute", "approve:2@lab,2@institute", "approvals -: 2 approvals from approvers of institute are required.")]
    [InlineData("", "terms:yes", "terms -: The terms change.")]
    [InlineData("terms:yes", "", "terms +: The terms change.")]
    [InlineData("", "onward:agreement", "onward-sharing +: It may be granted to other readers of any party.")]
    [InlineData("onward:agreement", "onward:party", "onward-sharing -: It may be granted to other readers of the audience's parties.")]
    [InlineData("onward:party", "", "onward-sharing -: It may be granted only to members of the audience.")]
    [InlineData("", "grant:readers", "grantors +: Readers with a permit may also grant it.")]
    [InlineData("grant:readers", "", "grantors -: Only the sender may grant it.")]
    [InlineData("keep:90", "keep:91", "retention +: It must be kept for 91 days.")]
    [InlineData("keep:2", "keep:1", "retention -: It must be kept for 1 day.")]
    [InlineData("keep:90", "keep:89", "retention -: It must be kept for 89 days.")]
    [InlineData("keep:90", "", "retention -: It must be kept for as long as the agreement requires.")]
    [InlineData("", "keep:90", "retention +: It must be kept for 90 days.")]
    [InlineData("", "revocable:no", "revocable +: It is no longer revocable.")]
    [InlineData("revocable:no", "", "revocable -: It becomes revocable.")]
    [InlineData("tlp:AMBER", "tlp:RED", "marking -: The marking becomes TLP:RED.")]
    [InlineData("tlp:RED", "tlp:CLEAR", "marking +: The marking becomes TLP:CLEAR.")]
    public void A_change_is_told_field_by_field(string before, string after, string fields) =>
        Assert.Equal(
            fields,
            string.Join(" | ", PolicyDifference.Between(Scene.Policy(before), Scene.Policy(after), Scene.NameOf).Select(Text)));

    [Fact]
    public void Another_handling_marking_or_other_terms_are_told_too()
    {
        AccessPolicy before = Scene.Policy("terms:yes");
        AccessPolicy after = before with { Terms = Exchange.Formats.Primitives.Sha256Digest.Of("others"u8), Handling = "OFFICIAL" };
        Assert.Equal(
            ["terms -+: The terms change.", "handling: The handling marking becomes OFFICIAL."],
            PolicyDifference.Between(before, after, Scene.NameOf).Select(Text));
        Assert.Equal(
            ["handling: The handling marking is removed."],
            PolicyDifference.Between(after, after with { Handling = "" }, Scene.NameOf).Select(Text));
    }

    [Fact]
    public void Another_member_of_the_same_name_is_another()
    {
        AccessPolicy before = Scene.Policy("to:bob");
        AccessPolicy after = Scene.Policy("to:dave");
        Assert.Equal(
            ["audience -: lab/x is removed.", "audience +: lab/x is added."],
            PolicyDifference.Between(before, after, _ => "lab/x").Select(Text));
    }

    private static string Text(PolicyField field)
    {
        string way = (field.Narrows ? "-" : "") + (field.Widens ? "+" : "");
        return $"{field.Name}{(way.Length == 0 ? "" : " " + way)}: {field.Text}";
    }
}
