using Exchange.Client;
using Exchange.Client.Items;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Policy.Rules;
using Exchange.EndToEnd.CommandLines;
using Exchange.Formats.Primitives;

namespace Exchange.EndToEnd.Governance;

/// <summary>The server holds changes of policy against the same rules as the client, which here does not refuse them first.</summary>
public sealed class PolicyChangeTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private const string Usual = "--to institute/bob --purpose research --terms {note} --max-openings 5";

    private static readonly PartyName Nobody = PartyName.Parse("bureau");
    private static readonly Sha256Digest Other = Sha256Digest.Of("other terms"u8);

    private static readonly Dictionary<string, Func<AccessPolicy, AccessPolicy>> TooWide = new(StringComparer.Ordinal)
    {
        ["a purpose that the agreement has not"] = policy => policy with { Purposes = ["research", "gossip"] },
        ["readers of a party that is none"] =
            policy => policy with { Audience = new Audience(policy.Audience.Members, [], [new AudienceRole(Nobody, Role.Reader)]) },
        ["a team of a party that is none"] = policy =>
            policy with { Audience = new Audience(policy.Audience.Members, [new AudienceTeam(Nobody, Handle.Parse("evals"))], []) },
        ["approvals of a party that is none"] =
            policy => policy with { Approvals = [new ApprovalRule(Nobody, Role.Approver, 1, EachReader: false)] },
        ["less than the least retention"] = policy => policy with { RetentionDays = 729 },
        ["a laxer marking"] = policy => policy with { Tlp = Tlp.Amber },
        ["the laxest marking"] = policy => policy with { Tlp = Tlp.Clear },
        ["sharing beyond the marking"] = policy => policy with { OnwardSharing = OnwardSharing.Agreement },
        ["other terms"] = policy => policy with { Terms = Other },
        ["no terms"] = policy => policy with { Terms = null },
        ["a version that nobody knows yet"] = policy => policy with { Version = PolicyEvaluator.Version + 1 },
        ["a version that nobody knows any more"] = policy => policy with { Version = PolicyEvaluator.Version - 1 },
        ["nobody"] = policy => policy with { Audience = Audience.Nobody },
        ["no purpose"] = policy => policy with { Purposes = [] },
        ["nothing else than before"] = policy => policy,
        ["something narrower with a laxer marking"] = policy => policy with { MaxOpenings = 1, Tlp = Tlp.Green },
    };

    private static readonly Dictionary<string, Func<AccessPolicy, AccessPolicy>> Narrower = new(StringComparer.Ordinal)
    {
        ["fewer openings"] = policy => policy with { MaxOpenings = 4 },
        ["openings per person"] = policy => policy with { MaxOpeningsPerPerson = 1 },
        ["an earlier end"] = policy => policy with { Expires = DateTimeOffset.UnixEpoch.AddYears(57) },
        ["an embargo"] = policy => policy with { Embargo = DateTimeOffset.UnixEpoch.AddYears(57) },
        ["another purpose in place of one"] = policy => policy with { Purposes = ["evaluation"] },
        ["others in place of the reader"] =
            policy => policy with { Audience = new Audience([], [], [new AudienceRole(PartyName.Parse("lab"), Role.Reader)]) },
        ["approvals"] =
            policy => policy with { Approvals = [new ApprovalRule(PartyName.Parse("lab"), Role.Approver, 1, EachReader: false)] },
        ["the card at another time"] = policy => policy with { CardShows = CardShows.AfterEmbargo, Embargo = DateTimeOffset.UnixEpoch },
        ["that it may be withdrawn"] = policy => policy with { Revocable = true },
        ["a stricter marking"] = policy => policy with { Tlp = Tlp.Red },
        ["fewer and more at once"] = policy => policy with { MaxOpenings = 4, Purposes = ["research", "evaluation"] },
    };

    public static TheoryData<string> TooWideNames => [.. TooWide.Keys];

    public static TheoryData<string> NarrowerNames => [.. Narrower.Keys];

    [Theory]
    [MemberData(nameof(TooWideNames))]
    public Task What_goes_past_the_agreement_or_what_others_rely_on_is_refused(string change) => ForOneReasonAsync(Usual, TooWide[change]);

    [Theory]
    [MemberData(nameof(NarrowerNames))]
    public Task What_is_not_revocable_is_not_narrowed(string change) =>
        RefusedAsync(
            $"{Usual} --irrevocable",
            "alice",
            ErrorCode.NotRevocable,
            (sender, seen) => PastTheClient.ChangeAsync(sender, seen, Narrower[change](seen.Policy)));

    [Fact]
    public Task What_is_not_revocable_and_asks_for_approvals_is_not_even_widened() => RefusedAsync(
        $"{Usual} --irrevocable --approvals 1",
        "alice",
        ErrorCode.NotRevocable,
        (sender, seen) => PastTheClient.ChangeAsync(sender, seen, seen.Policy with { MaxOpenings = 6 }));

    [Fact]
    public Task What_is_not_revocable_is_not_withdrawn() =>
        RefusedAsync($"{Usual} --irrevocable", "alice", ErrorCode.NotRevocable, PastTheClient.WithdrawAsync);

    [Theory]
    [InlineData("bob")]
    [InlineData("dana")]
    [InlineData("carol")]
    public async Task Nobody_but_the_sender_changes_or_withdraws_what_they_see(string other)
    {
        await RefusedAsync(
            $"{Usual} --approvals 1",
            other,
            ErrorCode.NotAllowed,
            (member, seen) => PastTheClient.ChangeAsync(member, seen, seen.Policy with { MaxOpenings = 4 }));
        await RefusedAsync(
            $"{Usual} --approvals 1",
            other,
            ErrorCode.NotAllowed,
            (member, seen) => PastTheClient.ChangeAsync(member, seen, seen.Policy with { MaxOpenings = 6 }));
        await RefusedAsync($"{Usual} --approvals 1", other, ErrorCode.NotAllowed, PastTheClient.WithdrawAsync);
    }

    [Fact]
    public Task Whoever_does_not_see_the_item_is_told_of_none_and_the_record_has_their_look_up() => RefusedAsync(
        Usual,
        "bob2",
        ErrorCode.NoSuchItem,
        (member, seen) => PastTheClient.ChangeAsync(member, seen, seen.Policy with { MaxOpenings = 4 }),
        "lookup.refused");

    [Fact]
    public async Task What_the_rules_allow_is_taken_by_the_same_door()
    {
        using Participant alice = await shared.World.OpenAsync("alice");
        SeenItem seen = await SeeAsync(alice, await SubmitAsync($"{Usual} --irrevocable"));
        AccessPolicy wider = seen.Policy with { MaxOpenings = 6, Purposes = ["research", "evaluation"] };
        Assert.Null(await PastTheClient.ChangeAsync(alice, seen, wider));
        Assert.Equal(wider, (await SeeAsync(alice, seen.Verified.Id)).Policy);
        Assert.Equal(["item.submitted", "policy.changed"], await EventsAsync(seen.Verified.Id));
    }

    // Each for one reason, so that no other stands in for a rule that is not asked.
    private Task ForOneReasonAsync(string policy, Func<AccessPolicy, AccessPolicy> change) =>
        RefusedAsync(policy, "alice", ErrorCode.PolicyRefused, (sender, seen) =>
        {
            AccessPolicy after = change(seen.Policy);
            Assert.Single(PolicyChangeRules.Problems(seen.Policy, after, sender.Agreement.PolicyTerms));
            return PastTheClient.ChangeAsync(sender, seen, after);
        });

    // The policy in force stays, and the log gets no entry but what the design says.
    private async Task RefusedAsync(
        string policy,
        string member,
        ErrorCode expected,
        Func<Participant, SeenItem, Task<ErrorCode?>> act,
        params string[] events)
    {
        using Participant alice = await shared.World.OpenAsync("alice");
        using Participant signer = await shared.World.OpenAsync(member);
        SeenItem seen = await SeeAsync(alice, await SubmitAsync(policy));
        Assert.Equal(expected, await act(signer, seen));

        SeenItem after = await SeeAsync(alice, seen.Verified.Id);
        Assert.Equal(seen.InForce.Digest, after.InForce.Digest);
        Assert.Empty(after.InForce.Changes);
        Assert.False(after.Withdrawn);
        Assert.Equal(["item.submitted", .. events], await EventsAsync(seen.Verified.Id));
    }

    private async Task<ItemId> SubmitAsync(string flags) =>
        ItemId.Parse((await shared.RunAsync($"alice submit {{note}} {flags} --json")).Expect(0).Json.GetProperty("item").GetString()!);

    private async Task<IEnumerable<string?>> EventsAsync(ItemId item) =>
        (await shared.RunAsync($"carol audit log {item} --json"))
            .Expect(0).Json
            .EnumerateArray()
            .Select(entry => entry.GetProperty("event").GetString());

    private static Task<SeenItem> SeeAsync(Participant member, ItemId item) =>
        new ItemReader(member).GetAsync(item, TestContext.Current.CancellationToken);
}
