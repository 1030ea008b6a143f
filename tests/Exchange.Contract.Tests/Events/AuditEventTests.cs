using System.Text;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Tests.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Tests.Events;

/// <summary>An event's one spelling, above all that of its failed conditions: codes, times and numbers.</summary>
public sealed class AuditEventTests
{
    private static readonly AuditEvent Denial = new()
    {
        Code = EventCodes.ContentReleased,
        Outcome = EventOutcome.Deny,
        Time = Scene.Day("5"),
        Agreement = AgreementId.Parse(Scene.Id(1).ToString()),
        AgreementVersion = 1,
        Directory = new DirectoryPosition(7, Sha256Digest.Of("root"u8)),
        Evaluator = 3,
        Actor = Scene.Id(2),
        Item = ItemId.Parse(Scene.Id(3).ToString()),
        ItemSequence = 4,
        PreviousItemEntry = Sha256Digest.Of("before"u8),
        Statement = Sha256Digest.Of("statement"u8),
        Policy = Sha256Digest.Of("policy"u8),
        Cause = Sha256Digest.Of("cause"u8),
        Grant = null,
        Key = SealedKey.Content,
        Request = RequestId.Parse(Scene.Id(4).ToString()),
        Purpose = "research",
        Openings = new OpeningCounts(2, 1),
        Failed = [new FailedCondition.Embargo(Scene.Day("10"))],
    };

    public static TheoryData<string, FailedCondition> Conditions { get; } = new()
    {
        { """{"code":"withdrawn"}""", new FailedCondition.Withdrawn() },
        {
            """{"code":"agreement-not-in-force","ended":true,"at":"2026-01-11T00:00:00.000Z"}""",
            new FailedCondition.AgreementNotInForce(Ended: true, Scene.Day("10"))
        },
        { """{"code":"policy-version-unknown","version":9}""", new FailedCondition.PolicyVersionUnknown(9) },
        { """{"code":"member-not-active"}""", new FailedCondition.MemberNotActive() },
        { """{"code":"expired","at":"2026-01-11T00:00:00.000Z"}""", new FailedCondition.Expired(Scene.Day("10")) },
        { """{"code":"embargo","until":"2026-01-11T00:00:00.000Z"}""", new FailedCondition.Embargo(Scene.Day("10")) },
        { """{"code":"card-not-shown-yet","reads":false}""", new FailedCondition.CardNotShownYet(Reads: false) },
        { """{"code":"openings-used-up","maximum":3}""", new FailedCondition.OpeningsUsedUp(3) },
        { """{"code":"openings-per-person-used-up","maximum":1}""", new FailedCondition.OpeningsPerPersonUsedUp(1) },
        {
            """{"code":"approval-refused","party":"lab","role":"approver","refused":2}""",
            new FailedCondition.ApprovalRefused(Scene.Lab, Role.Approver, 2)
        },
        { """{"code":"role-missing"}""", new FailedCondition.RoleMissing() },
        { """{"code":"not-in-audience"}""", new FailedCondition.NotInAudience() },
        { """{"code":"no-grant"}""", new FailedCondition.NoGrant() },
        { """{"code":"purpose-missing"}""", new FailedCondition.PurposeMissing() },
        { """{"code":"purpose-unknown","purpose":"gossip"}""", new FailedCondition.PurposeUnknown("gossip") },
        { """{"code":"purpose-not-listed","purpose":null}""", new FailedCondition.PurposeNotListed("No code!") },
        {
            """{"code":"approval-missing","party":"lab","role":"compliance","required":2,"given":1,"eachReader":true}""",
            new FailedCondition.ApprovalMissing(Scene.Lab, Role.Compliance, Required: 2, Given: 1, EachReader: true)
        },
        { """{"code":"terms-not-acknowledged"}""", new FailedCondition.TermsNotAcknowledged() },
        { """{"code":"unknown-item"}""", new FailedCondition.UnknownItem() },
    };

    [Fact]
    public void The_members_stand_in_one_order() => Assert.Equal(
        $$"""
        {"event":"release.content","outcome":"deny","time":"2026-01-06T00:00:00.000Z","agreement":"{{Scene.Id(1)}}","agreementVersion":1,
        "directory":{"size":7,"root":"{{Sha256Digest.Of("root"u8)}}"},"evaluator":3,"actor":"{{Scene.Id(2)}}","item":"{{Scene.Id(3)}}",
        "itemSequence":4,"previousItemEntry":"{{Sha256Digest.Of("before"u8)}}","statement":"{{Sha256Digest.Of("statement"u8)}}",
        "policy":"{{Sha256Digest.Of("policy"u8)}}","cause":"{{Sha256Digest.Of("cause"u8)}}","grant":null,"key":"content",
        "request":"{{Scene.Id(4)}}","purpose":"research","openings":{"total":2,"byMember":1},
        "failed":[{"code":"embargo","until":"2026-01-11T00:00:00.000Z"}]}
        """.ReplaceLineEndings(""),
        Encoding.UTF8.GetString(Denial.Encode()));

    [Fact]
    public void Used_approvals_stand_last_and_only_where_there_are_any() => Assert.EndsWith(
        $$""","failed":[],"approvals":["{{Sha256Digest.Of("yes"u8)}}"]}""",
        Encoding.UTF8.GetString((Denial with { Failed = [], Approvals = [Sha256Digest.Of("yes"u8)] }).Encode()),
        StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_failed_condition_is_its_code_and_values_and_comes_back(string json, FailedCondition failed)
    {
        AuditEvent happened = Denial with { Failed = [failed] };
        Assert.EndsWith($"\"failed\":[{json}]}}", Encoding.UTF8.GetString(happened.Encode()), StringComparison.Ordinal);
        Assert.Equal([failed], AuditEvent.Parse(happened.Encode()).Failed);
        Assert.StartsWith($$"""{"code":"{{ConditionName.Of(failed.Code)}}" """.TrimEnd(), json, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_condition_has_a_spelling() => Assert.Equal(
        Enum.GetValues<ConditionCode>(), Conditions.Select(row => row.Data.Item2.Code));

    [Theory]
    [InlineData("""{"code":"embargo"}""")]
    [InlineData("""{"until":"2026-01-11T00:00:00.000Z"}""")]
    [InlineData("""{"until":"2026-01-11T00:00:00.000Z","code":"embargo"}""")]
    [InlineData("""{"code":"embargo","until":null}""")]
    [InlineData("""{"code":"embargo","until":"2026-01-11T00:00:00.000Z","text":"It is under embargo."}""")]
    [InlineData("""{"code":"embargo","code":"embargo","until":"2026-01-11T00:00:00.000Z"}""")]
    [InlineData("""{"code":"because"}""")]
    [InlineData("""{"code":5}""")]
    [InlineData("""{}""")]
    [InlineData("null")]
    [InlineData("""{"code":"openings-used-up","maximum":-1}""")]
    [InlineData("""{"code":"openings-used-up","maximum":3.0}""")]
    [InlineData("""{"code":"purpose-unknown","purpose":"Not a code"}""")]
    [InlineData("""{"code":"approval-missing","role":"approver","party":"lab","required":2,"given":1,"eachReader":true}""")]
    public void Anything_else_is_refused(string json)
    {
        byte[] payload = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Denial.Encode())
            .Replace("""{"code":"embargo","until":"2026-01-11T00:00:00.000Z"}""", json, StringComparison.Ordinal));
        Assert.Throws<MalformedException>(() => AuditEvent.Parse(payload));
    }
}
