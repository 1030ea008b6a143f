using Exchange.Contract.Policy;

namespace Exchange.Contract.Tests.Policy;

public sealed class PolicyDifferenceTests
{
    [Theory]
    [InlineData("", "version:2", "version: It becomes a policy of version 2.")]
    [InlineData("version:2", "version:3", "version -: It becomes a policy of version 3.")]
    [InlineData("version:3", "version:2", "version +: It becomes a policy of version 2.")]
    [InlineData("to:bob", "to:dave", "audience -: institute/bob is taken out. | audience +: institute/dave is added.")]
    [InlineData("to:bob", "to:bob,red-team@lab,approver@institute", "audience +: the team red-team of lab is added. | audience +: every approver of institute is added.")]
    [InlineData("", "card:after-embargo", "card -: The card shows after the embargo.")]
    [InlineData("card:after-embargo", "card:with-contents", "card -: The card shows with the contents.")]
    [InlineData("card:with-contents", "", "card +: The card shows at once.")]
    [InlineData("card:with-contents", "card:after-embargo", "card +: The card shows after the embargo.")]
    [InlineData("", "embargo:10", "embargo -: It becomes 2026-01-11 00:00 UTC.")]
    [InlineData("embargo:10", "embargo:9", "embargo +: It becomes 2026-01-10 00:00 UTC.")]
    [InlineData("embargo:10", "", "embargo +: There is none any more.")]
    [InlineData("", "expires:10", "expires -: It becomes 2026-01-11 00:00 UTC.")]
    [InlineData("expires:10", "expires:11", "expires +: It becomes 2026-01-12 00:00 UTC.")]
    [InlineData("expires:10", "", "expires +: There is none any more.")]
    [InlineData("", "max:3", "openings -: At most 3.")]
    [InlineData("max:3", "max:4", "openings +: At most 4.")]
    [InlineData("max:3", "", "openings +: There is no maximum any more.")]
    [InlineData("", "max:4294967295", "openings -: At most 4294967295.")]
    [InlineData("each:2", "each:1", "openings-per-person -: At most 1.")]
    [InlineData("for:research", "for:mitigation", "purposes -: research is taken out. | purposes +: mitigation is added.")]
    [InlineData("version:2", "approve:2@lab", "approvals -+: 2 approvals by the members of lab with the role approver are asked for.")]
    [InlineData("approve:2@lab", "version:2", "approvals -+: No approval of lab is asked for any more.")]
    [InlineData("approve:2@lab", "approve:3@lab", "approvals -: 3 approvals by the members of lab with the role approver are asked for.")]
    [InlineData("approve:2@lab", "approve:1@lab", "approvals +: One approval by the members of lab with the role approver is asked for.")]
    [InlineData("approve:2@lab", "approve:2*compliance@lab", "approvals -+: 2 approvals by the members of lab with the role compliance are asked for.")]
    [InlineData("approve:2@lab", "approve:2@lab/each", "approvals -+: 2 approvals by the members of lab with the role approver are asked for, for each reader anew.")]
    [InlineData("approve:2@lab,1@institute", "approve:2@lab,2@institute", "approvals -: 2 approvals by the members of institute with the role approver are asked for.")]
    [InlineData("version:2", "terms:yes", "terms -: The terms are others.")]
    [InlineData("terms:yes", "version:2", "terms +: The terms are others.")]
    [InlineData("version:2", "onward:agreement", "onward-sharing +: It may go to further readers of every party.")]
    [InlineData("onward:agreement", "onward:party", "onward-sharing -: It may go to further readers of the audience's parties.")]
    [InlineData("onward:party", "version:2", "onward-sharing -: It may go to members of the audience alone.")]
    [InlineData("version:2", "grant:readers", "grantors +: A reader with a permit may grant it, too.")]
    [InlineData("grant:readers", "version:2", "grantors -: The sender alone may grant it.")]
    [InlineData("keep:90", "keep:91", "retention +: It is to be kept for 91 days.")]
    [InlineData("keep:2", "keep:1", "retention -: It is to be kept for 1 day.")]
    [InlineData("keep:90", "keep:89", "retention -: It is to be kept for 89 days.")]
    [InlineData("keep:90", "version:2", "retention -: It is to be kept as long as the agreement says.")]
    [InlineData("version:2", "keep:90", "retention +: It is to be kept for 90 days.")]
    [InlineData("version:2", "revocable:no", "revocable +: It is revocable no more.")]
    [InlineData("revocable:no", "version:2", "revocable -: It becomes revocable.")]
    [InlineData("tlp:AMBER", "tlp:RED", "marking -: The marking is TLP:RED.")]
    [InlineData("tlp:RED", "tlp:CLEAR", "marking +: The marking is TLP:CLEAR.")]
    public void A_change_is_told_field_by_field(string before, string after, string fields) =>
        Assert.Equal(fields, string.Join(" | ", PolicyDifference.Between(Scene.Policy(before), Scene.Policy(after), Scene.NameOf).Select(Text)));

    [Fact]
    public void Another_handling_marking_or_other_terms_are_told_too()
    {
        AccessPolicy before = Scene.Policy("terms:yes");
        AccessPolicy after = before with { Terms = Exchange.Formats.Primitives.Sha256Digest.Of("others"u8), Handling = "OFFICIAL" };
        Assert.Equal(
            ["terms -+: The terms are others.", "handling: The handling marking is OFFICIAL."],
            PolicyDifference.Between(before, after, Scene.NameOf).Select(Text));
        Assert.Equal(["handling: There is no handling marking any more."], PolicyDifference.Between(after, after with { Handling = "" }, Scene.NameOf).Select(Text));
    }

    [Fact]
    public void Another_member_of_the_same_name_is_another()
    {
        AccessPolicy before = Scene.Policy("to:bob");
        AccessPolicy after = Scene.Policy("to:dave");
        Assert.Equal(["audience -: lab/x is taken out.", "audience +: lab/x is added."], PolicyDifference.Between(before, after, _ => "lab/x").Select(Text));
    }

    private static string Text(PolicyField field)
    {
        string way = (field.Narrows ? "-" : "") + (field.Widens ? "+" : "");
        return $"{field.Name}{(way.Length == 0 ? "" : " " + way)}: {field.Text}";
    }
}
