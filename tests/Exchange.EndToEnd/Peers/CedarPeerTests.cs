using Exchange.Contract.Policy;

namespace Exchange.EndToEnd.Peers;

/// <summary>
/// Cedar, a policy language with an evaluator of its own, decides as ours does: audience, roles, time, openings, purposes and what an
/// approver may see, of policies put into its words. What has happened it is told as plain facts: that part of the evaluator it
/// cannot check.
/// </summary>
public sealed class CedarPeerTests
{
    private const int Cases = 10_000;

    /// <summary>Cases that a rule decides alone, so that no other hides it when it is put wrongly into Cedar's words.</summary>
    private const int AtLeast = 20;

    private static readonly ConditionCode[] OfContents =
        [.. Enum.GetValues<ConditionCode>().Except([ConditionCode.NoGrant, ConditionCode.CardNotShownYet, ConditionCode.UnknownItem])];

    private static readonly ConditionCode[] OfCard =
    [
        ConditionCode.Withdrawn, ConditionCode.AgreementNotInForce, ConditionCode.PolicyVersionUnknown, ConditionCode.MemberNotActive,
        ConditionCode.Expired, ConditionCode.Embargo, ConditionCode.CardNotShownYet, ConditionCode.RoleMissing,
        ConditionCode.NotInAudience,
    ];

    private static readonly string[] WaysIn =
    [
        "named", "of a team", "of a role", "asked to approve", "granted within Party, allowed within Party",
        "granted within Party, allowed within Agreement", "granted within Agreement, allowed within Agreement",
    ];

    [Fact]
    public async Task Cedar_decides_ten_thousand_cases_as_we_do()
    {
        CedarCase[] cases = Draw();
        string[] lines = [.. cases.Select(CedarLine.Of)];

        IReadOnlyList<string> answers = (await PeerProgram.NodeAsync("@cedar-policy/cedar-wasm", lines, "cedar.mjs")).Expect(0).Lines;

        Assert.Equal(Cases, answers.Count);
        string[] ours = [.. cases.Select(question => question.Permitted ? "allow" : "deny")];
        Assert.All(
            Enumerable.Range(0, Cases).Where(number => ours[number] != answers[number]),
            number => Assert.Fail($"case {number}: we {ours[number]}, Cedar {answers[number]}\n{lines[number]}"));
        foreach (SealedKey key in Enum.GetValues<SealedKey>())
        {
            int asked = cases.Count(question => question.Key == key),
                permitted = cases.Count(question => question.Key == key && question.Permitted);
            Assert.InRange(permitted, asked / 10, asked - (asked / 10));
        }
    }

    [Fact]
    public void Among_the_cases_are_some_that_each_condition_alone_denies()
    {
        CedarCase[] cases = Draw();
        Dictionary<(SealedKey, ConditionCode), int> denied = cases.Where(question => question.DeniedAloneBy is not null)
            .CountBy(question => (question.Key, question.DeniedAloneBy!.Value)).ToDictionary();
        IEnumerable<(SealedKey, ConditionCode)> conditions =
        [
            .. OfContents.Select(code => (SealedKey.Content, code)),
            .. OfCard.Select(code => (SealedKey.Card, code)),
        ];
        Assert.All(
            conditions,
            condition =>
                Assert.True(denied.GetValueOrDefault(condition) >= AtLeast, $"{condition}: {denied.GetValueOrDefault(condition)}"));

        CedarCase[] outside = [.. cases.Where(question => question.DeniedAloneBy == ConditionCode.AgreementNotInForce)];
        Assert.InRange(outside.Count(question => question.At < question.Agreement.Start), AtLeast, outside.Length - AtLeast);
    }

    [Fact]
    public void Among_the_cases_are_some_that_each_way_in_alone_permits()
    {
        Dictionary<string, int> permitted = Draw().Where(question => question is { Permitted: true, AdmittedAloneBy: not null })
            .CountBy(question => question.AdmittedAloneBy!).ToDictionary();
        Assert.All(WaysIn, way => Assert.True(permitted.GetValueOrDefault(way) >= AtLeast, $"{way}: {permitted.GetValueOrDefault(way)}"));
    }

    private static CedarCase[] Draw() => [.. Enumerable.Range(0, Cases).Select(CedarCase.Draw)];
}
