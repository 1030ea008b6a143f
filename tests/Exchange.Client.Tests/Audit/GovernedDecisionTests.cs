using Exchange.Client.Errors;
using Exchange.Client.Record;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Tests.Audit;

/// <summary>
/// Decisions that depend on what happened to the item before: approvals, terms, changes of policy, withdrawal, onward sharing.
/// </summary>
public sealed class GovernedDecisionTests : IDisposable
{
    private static readonly Sha256Digest Terms = Sha256Digest.Of("the terms"u8);

    private readonly TwoParties parties = new();
    private readonly TemporaryFolder folder = new();
    private readonly Member dana;

    public GovernedDecisionTests() => dana = parties.Enrol("lab/dana", Role.Approver);

    private static FailedCondition Missing { get; } =
        new FailedCondition.ApprovalMissing(PartyName.Parse("lab"), Role.Approver, Required: 1, Given: 0, EachReader: false);

    private AccessPolicy Approved =>
        parties.ToBob with { Approvals = [new ApprovalRule(PartyName.Parse("lab"), Role.Approver, 1, EachReader: false)] };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_honest_record_of_a_whole_life_has_nothing_wrong()
    {
        GovernedItem item = await SubmittedAsync(Approved with { Terms = Terms });
        HandmadeRecord record = item.Record;
        record.Add(record.Card(dana));
        record.Add(Denied(record, Missing, new FailedCondition.TermsNotAcknowledged()));
        item.Approve(dana, ApprovalAnswer.Refuse);
        record.Add(Denied(
            record,
            new FailedCondition.ApprovalRefused(PartyName.Parse("lab"), Role.Approver, 1),
            Missing,
            new FailedCondition.TermsNotAcknowledged()));
        item.Approve(dana, ApprovalAnswer.TakeBack);
        Sha256Digest approval = item.Approve(dana);
        item.Add(item.Acknowledgement(parties.Bob, Terms), parties.Bob);
        record.Add(GovernedItem.On(record.Content(parties.Bob, "research", 1, 1), approval));
        item.Add(item.Change(parties.Alice, Approved with { Terms = Terms, MaxOpenings = 3 }), parties.Alice);
        record.Add(record.Content(parties.Bob, "research", 1, 1, Missing));
        Sha256Digest again = item.Approve(dana);
        record.Add(GovernedItem.On(record.Content(parties.Bob, "research", 2, 2), again));
        item.Add(item.Withdrawal(parties.Alice), parties.Alice);
        record.Add(record.Content(parties.Bob, "research", 2, 2, new FailedCondition.Withdrawn()))
            .Add(record.Card(parties.Bob, new FailedCondition.Withdrawn()));
        AssertSound(item);
    }

    [Fact]
    public async Task A_permit_that_rests_on_other_approvals_than_there_were_is_found()
    {
        await AssertWrongAsync(Approved, item => item.Record.Add(GovernedItem.On(Permit(item), Sha256Digest.Of([7]))), approve: true);
        await AssertWrongAsync(Approved, item => item.Record.Add(Permit(item)), approve: true);
        await AssertWrongAsync(parties.ToBob, item => item.Record.Add(GovernedItem.On(Permit(item), Sha256Digest.Of([7]))));
    }

    [Fact]
    public async Task A_permit_without_the_approval_or_on_one_taken_back_or_refused_is_found()
    {
        await AssertWrongAsync(Approved, item => item.Record.Add(Permit(item)));
        foreach (ApprovalAnswer answer in (ApprovalAnswer[])[ApprovalAnswer.TakeBack, ApprovalAnswer.Refuse])
        {
            await AssertWrongAsync(Approved, item =>
            {
                Sha256Digest approval = item.Approve(dana);
                item.Approve(dana, answer);
                item.Record.Add(GovernedItem.On(Permit(item), approval));
            });
        }
    }

    [Fact]
    public async Task An_approval_counts_only_from_one_who_holds_the_role_still()
    {
        GovernedItem item = await SubmittedAsync(Approved);
        Sha256Digest approval = item.Approve(dana);
        parties.Change(dana, Role.Compliance);
        item.Record.Add(Denied(item.Record, Missing));
        AssertSound(item);
        item.Record.Add(GovernedItem.On(Permit(item), approval));
        AssertWrong(item);
    }

    [Fact]
    public async Task A_reader_does_not_approve_for_themselves_and_one_person_counts_once()
    {
        Member both = parties.Enrol("lab/both", Role.Approver, Role.Reader);
        AccessPolicy policy = Approved with { Audience = new Audience([both.Id], [], []) };
        GovernedItem item = await SubmittedAsync(policy);
        item.Record.Grants = [.. item.Record.Grants, HandmadeRecord.GrantedTo(both, SealedKey.Content)];
        Sha256Digest own = item.Approve(both);
        item.Record.Add(item.Record.Content(both, "research", 0, 0, Missing));
        AssertSound(item);
        item.Record.Add(GovernedItem.On(item.Record.Content(both, "research", 1, 1), own));
        AssertWrong(item);

        await AssertWrongAsync(Approved with { Approvals = [Approved.Approvals[0] with { Count = 2 }] }, twice =>
            twice.Record.Add(GovernedItem.On(Permit(twice), twice.Approve(dana), twice.Approve(dana))));
    }

    [Fact]
    public async Task An_approval_of_each_reader_counts_for_that_reader_alone()
    {
        AccessPolicy policy = Approved with { Approvals = [Approved.Approvals[0] with { EachReader = true }] };
        await AssertWrongAsync(policy with { Audience = new Audience([parties.Bob.Id, parties.Dave.Id], [], []) }, item =>
            item.Record.Add(GovernedItem.On(Permit(item), item.Approve(dana, reader: parties.Dave.Id))));
        GovernedItem sound = await SubmittedAsync(policy);
        Sha256Digest approval = sound.Approve(dana, reader: parties.Bob.Id);
        sound.Record.Add(GovernedItem.On(Permit(sound), approval));
        AssertSound(sound);
    }

    [Fact]
    public async Task Terms_that_another_acknowledged_or_nobody_are_found() =>
        await AssertWrongAsync(
            parties.ToBob with { Terms = Terms, Audience = new Audience([parties.Bob.Id, parties.Dave.Id], [], []) },
            item =>
            {
                item.Add(item.Acknowledgement(parties.Dave, Terms), parties.Dave);
                item.Record.Add(Permit(item));
            });

    [Fact]
    public async Task A_permit_after_the_withdrawal_is_found() => await AssertWrongAsync(parties.ToBob, item =>
    {
        item.Add(item.Withdrawal(parties.Alice), parties.Alice);
        item.Record.Add(Permit(item));
    });

    [Fact]
    public async Task A_permit_by_the_policy_before_is_found_and_one_by_a_policy_that_never_was_too()
    {
        await AssertWrongAsync(parties.ToBob, item =>
        {
            item.Add(item.Change(parties.Alice, parties.ToBob with { Embargo = TwoParties.Day0.AddDays(50) }), parties.Alice);
            item.Record.Add(Permit(item));
        });
        GovernedItem bent = await SubmittedAsync(parties.ToBob);
        bent.Record.Add(Permit(bent) with { Policy = Sha256Digest.Of([9]) });
        Assert.Equal(VerificationFault.PolicyMismatch, Assert.Throws<VerificationException>(bent.Record.Follow().ThrowIfAny).Fault);
    }

    [Fact]
    public async Task Approvals_do_not_outlive_their_policy_though_the_same_one_comes_again()
    {
        GovernedItem item = await SubmittedAsync(Approved);
        Sha256Digest approval = item.Approve(dana);
        item.Add(item.Change(parties.Alice, Approved with { MaxOpenings = 3 }), parties.Alice);
        item.Add(item.Change(parties.Alice, Approved), parties.Alice);
        item.Record.Add(Denied(item.Record, Missing));
        AssertSound(item);
        item.Record.Add(GovernedItem.On(Permit(item), approval));
        AssertWrong(item);
    }

    [Fact]
    public async Task Onward_sharing_counts_from_the_grant_on_and_no_further_than_the_policy_goes()
    {
        AccessPolicy shared = parties.ToBob with { OnwardSharing = OnwardSharing.Party };
        GovernedItem item = await SubmittedAsync(shared);
        Sha256Digest given = item.Grant(parties.Alice, parties.Dave)[1].File.Digest;
        item.Record.Add(item.Record.Content(parties.Dave, "research", 1, 1) with { Grant = given });
        AssertSound(item);

        item.Add(item.Change(parties.Alice, parties.ToBob), parties.Alice);
        item.Record.Add(item.Record.Content(parties.Dave, "research", 1, 1, new FailedCondition.NotInAudience()));
        AssertSound(item);
        item.Record.Add(item.Record.Content(parties.Dave, "research", 2, 2) with { Grant = given });
        AssertWrong(item);
    }

    [Fact]
    public async Task A_grant_of_a_reader_takes_nobodys_place()
    {
        AccessPolicy shared = parties.ToBob with { OnwardSharing = OnwardSharing.Party, Grantors = Grantors.Readers };
        GovernedItem item = await SubmittedAsync(shared);
        item.Record.Add(item.Record.Content(parties.Bob, "research", 1, 1));
        item.Grant(parties.Bob, parties.Dave);
        AssertSound(item);
        item.Grant(parties.Bob, parties.Dave);
        AssertWrong(item);

        GovernedItem toSender = await SubmittedAsync(shared);
        toSender.Record.Add(toSender.Record.Content(parties.Bob, "research", 1, 1));
        toSender.Grant(parties.Bob, parties.Alice);
        AssertWrong(toSender);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_newest_grant_is_handed_over_but_the_oldest_where_nothing_can_be_revoked(bool revocable)
    {
        GovernedItem item = await SubmittedAsync(parties.ToBob with { Revocable = revocable });
        Sha256Digest newest = item.Grant(parties.Alice, parties.Bob)[1].File.Digest,
            oldest = HandmadeRecord.GrantOf(parties.Bob, SealedKey.Content);
        item.Record.Add(item.Record.Content(parties.Bob, "research", 1, 1) with { Grant = revocable ? newest : oldest });
        AssertSound(item);
        item.Record.Add(item.Record.Content(parties.Bob, "research", 2, 2) with { Grant = revocable ? oldest : newest });
        AssertWrong(item);
    }

    [Fact]
    public async Task Whoever_is_shown_their_own_events_alone_does_not_take_what_others_did_for_a_lie()
    {
        // Dave opened it, which bob is not shown; nor what anybody signed.
        GovernedItem item = await SubmittedAsync(Approved with { Terms = Terms, CardShows = CardShows.WithContents, MaxOpenings = 1 });
        item.Record.Add(
            item.Record.Card(parties.Bob, new FailedCondition.CardNotShownYet(Reads: true), new FailedCondition.OpeningsUsedUp(1)));
        item.Record.Add(item.Record.Content(parties.Bob, "research", 1, 0, new FailedCondition.OpeningsUsedUp(1)));
        item.Record.Add(item.Record.Card(
            parties.Bob,
            new FailedCondition.Withdrawn(),
            new FailedCondition.CardNotShownYet(Reads: true),
            new FailedCondition.OpeningsUsedUp(1)));
        AuditFindings partial = item.Record.Follow(wholeChain: false);
        Assert.Null(Xunit.Record.Exception(partial.ThrowIfAny));
        AssertWrong(item);
    }

    private AuditEvent Permit(GovernedItem item) => item.Record.Content(parties.Bob, "research", 1, 1);

    private AuditEvent Denied(HandmadeRecord record, params FailedCondition[] failed) =>
        record.Content(parties.Bob, "research", 0, 0, failed);

    private static void AssertSound(GovernedItem item) => Assert.Null(Xunit.Record.Exception(item.Record.Follow().ThrowIfAny));

    private static void AssertWrong(GovernedItem item) =>
        Assert.Equal(VerificationFault.DecisionWrong, Assert.Throws<VerificationException>(item.Record.Follow().ThrowIfAny).Fault);

    private async Task AssertWrongAsync(AccessPolicy policy, Action<GovernedItem> lie, bool approve = false)
    {
        GovernedItem item = await SubmittedAsync(policy);
        if (approve)
        {
            item.Approve(dana);
        }

        AssertSound(item);
        lie(item);
        AssertWrong(item);
    }

    private async Task<GovernedItem> SubmittedAsync(AccessPolicy policy)
    {
        GovernedItem item = new(parties, await parties.SignAsync(policy, folder.Path, [1]));
        item.Record.Grants = [.. item.Record.Grants, HandmadeRecord.GrantedTo(dana, SealedKey.Card)];
        item.Record.Add(item.Record.Submitted());
        return item;
    }
}
