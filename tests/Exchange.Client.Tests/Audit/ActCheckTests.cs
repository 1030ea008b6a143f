using Exchange.Client.Errors;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Tests.Audit;

/// <summary>What a server took in although a rule was against it, and what it says otherwise than it was signed.</summary>
public sealed class ActCheckTests : IDisposable
{
    private static readonly Sha256Digest Terms = Sha256Digest.Of("the terms"u8);

    private readonly TwoParties parties = new();
    private readonly TemporaryFolder folder = new();
    private readonly Member dana;

    public ActCheckTests() => dana = parties.Enrol("lab/dana", Role.Approver);

    private AccessPolicy Approved =>
        parties.ToBob with { Terms = Terms, Approvals = [new ApprovalRule(PartyName.Parse("lab"), Role.Approver, 1, EachReader: false)] };

    private AccessPolicy Each => Approved with { Approvals = [Approved.Approvals[0] with { EachReader = true }] };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_approval_against_the_rules_is_found()
    {
        await AssertAgainstAsync(ErrorCode.ApprovalNotAsked, Approved, item => item.Add(item.Approval(parties.Carol), parties.Carol));
        await AssertAgainstAsync(
            ErrorCode.ApprovalNotAsked,
            Approved,
            item => item.Add(item.Approval(dana, reader: parties.Bob.Id), dana));
        await AssertAgainstAsync(ErrorCode.ApprovalNotAsked, Each, item => item.Add(item.Approval(dana), dana));
        await AssertAgainstAsync(ErrorCode.ApprovalNotAsked, Each, item => item.Add(item.Approval(dana, reader: parties.Dave.Id), dana));
        await AssertAgainstAsync(
            ErrorCode.OtherItem,
            Approved,
            item => item.Add(item.Approval(dana) with { Statement = Sha256Digest.Of([1]) }, dana),
            alsoSays: true);
        await AssertAgainstAsync(
            ErrorCode.PolicyChanged,
            Approved,
            item => item.Add(item.Approval(dana) with { PolicyDigest = Sha256Digest.Of([1]) }, dana));
    }

    [Fact]
    public async Task An_approval_for_oneself_is_found()
    {
        Member both = parties.Enrol("lab/both", Role.Approver, Role.Reader);
        await AssertAgainstAsync(
            ErrorCode.SelfApproval,
            Each with { Audience = new Audience([both.Id], [], []) },
            item => item.Add(item.Approval(both, reader: both.Id), both));
    }

    [Fact]
    public async Task Taking_back_what_was_never_said_is_found()
    {
        await AssertAgainstAsync(ErrorCode.NothingToTakeBack, Approved, item => item.Approve(dana, ApprovalAnswer.TakeBack));
        await AssertAgainstAsync(ErrorCode.NothingToTakeBack, Approved, item =>
        {
            item.Approve(dana);
            item.Approve(dana, ApprovalAnswer.TakeBack);
            item.Approve(dana, ApprovalAnswer.TakeBack);
        });
    }

    [Fact]
    public async Task Taking_back_what_a_release_rests_on_is_found() =>
        await AssertAgainstAsync(ErrorCode.ApprovalUsed, parties.ToBob with { Approvals = Approved.Approvals }, item =>
        {
            Sha256Digest approval = item.Approve(dana);
            item.Record.Add(GovernedItem.On(item.Record.Content(parties.Bob, "research", 1, 1), approval));
            item.Approve(dana, ApprovalAnswer.TakeBack);
        });

    [Fact]
    public async Task An_acknowledgement_against_the_rules_is_found()
    {
        await AssertAgainstAsync(
            ErrorCode.OtherTerms,
            Approved,
            item => item.Add(item.Acknowledgement(parties.Bob, Sha256Digest.Of([1])), parties.Bob));
        await AssertAgainstAsync(
            ErrorCode.OtherTerms,
            parties.ToBob,
            item => item.Add(item.Acknowledgement(parties.Bob, Terms), parties.Bob));
        await AssertAgainstAsync(
            ErrorCode.NotAReader,
            Approved,
            item => item.Add(item.Acknowledgement(parties.Dave, Terms), parties.Dave));
    }

    [Fact]
    public async Task A_change_of_policy_against_the_rules_is_found()
    {
        AccessPolicy final = parties.ToBob with { Revocable = false };
        await AssertAgainstAsync(
            ErrorCode.NotAllowed,
            parties.ToBob,
            item => item.Add(item.Change(parties.Bob, parties.ToBob with { MaxOpenings = 3 }), parties.Bob));
        await AssertAgainstAsync(
            ErrorCode.NotRevocable,
            final,
            item => item.Add(item.Change(parties.Alice, final with { MaxOpenings = 3 }), parties.Alice));
        await AssertAgainstAsync(
            ErrorCode.PolicyRefused,
            parties.ToBob,
            item => item.Add(item.Change(parties.Alice, parties.ToBob with { MaxOpenings = 0 }), parties.Alice));
        await AssertAgainstAsync(
            ErrorCode.PolicyRefused,
            parties.ToBob,
            item => item.Add(item.Change(parties.Alice, parties.ToBob with { Tlp = Tlp.Green }), parties.Alice));
        await AssertAgainstAsync(ErrorCode.PolicyChanged, parties.ToBob, item => item.Add(
            item.Change(parties.Alice, parties.ToBob with { MaxOpenings = 3 }) with { PreviousPolicy = Sha256Digest.Of([1]) },
            parties.Alice));
    }

    [Fact]
    public async Task A_change_whose_policy_has_another_digest_than_it_says_is_found()
    {
        GovernedItem item = await SubmittedAsync(parties.ToBob);
        item.Add(
            item.Change(parties.Alice, parties.ToBob with { MaxOpenings = 3 }) with { PolicyDigest = Sha256Digest.Of([1]) },
            parties.Alice);
        Assert.Equal(VerificationFault.PolicyMismatch, Assert.Throws<VerificationException>(item.Record.Follow().ThrowIfAny).Fault);
    }

    [Fact]
    public async Task A_withdrawal_against_the_rules_is_found_and_whatever_comes_after_one()
    {
        await AssertAgainstAsync(ErrorCode.NotAllowed, parties.ToBob, item => item.Add(item.Withdrawal(parties.Bob), parties.Bob));
        await AssertAgainstAsync(
            ErrorCode.NotRevocable,
            parties.ToBob with { Revocable = false },
            item => item.Add(item.Withdrawal(parties.Alice), parties.Alice));
        Func<GovernedItem, IItemAct>[] late =
        [
            item => item.Approval(dana), item => item.Acknowledgement(parties.Bob, Terms),
            item => item.Change(parties.Alice, parties.ToBob), item => item.Withdrawal(parties.Alice),
        ];
        foreach (Func<GovernedItem, IItemAct> act in late)
        {
            await AssertAgainstAsync(ErrorCode.Withdrawn, Approved, item =>
            {
                item.Add(item.Withdrawal(parties.Alice), parties.Alice);
                IItemAct after = act(item);
                item.Add(after, parties.Directory.Find(after.Signer.Member)!);
            });
        }
    }

    [Fact]
    public async Task An_event_that_says_something_else_than_was_signed_is_found()
    {
        Func<AuditEvent, AuditEvent>[] lies =
        [
            said => said with { Code = EventCodes.ApprovalRefused }, said => said with { Code = EventCodes.ItemWithdrawn },
            said => said with { Actor = parties.Alice.Id }, said => said with { Time = said.Time.AddMinutes(1) },
            said => said with { Outcome = EventOutcome.Deny }, said => said with { Agreement = AgreementId.New() },
            said => said with { Item = ItemId.New() }, said => said with { Statement = Sha256Digest.Of([1]) },
        ];
        foreach (Func<AuditEvent, AuditEvent> lie in lies)
        {
            GovernedItem item = await SubmittedAsync(Approved);
            item.Add(item.Approval(dana), dana, lie);
            Assert.Equal(VerificationFault.PayloadWrong, Assert.Throws<VerificationException>(item.Record.Follow().ThrowIfAny).Fault);
        }
    }

    [Fact]
    public async Task What_was_signed_under_a_membership_that_held_no_more_is_found()
    {
        GovernedItem item = await SubmittedAsync(Approved);
        parties.Change(dana, Role.Approver, Role.Compliance);
        item.Add(item.Approval(dana), dana);
        Assert.Equal(VerificationFault.MemberNotChained, Assert.Throws<VerificationException>(item.Record.Follow().ThrowIfAny).Fault);

        GovernedItem revoked = await SubmittedAsync(Approved);
        Member gone = parties.Enrol("lab/gone", Role.Approver);
        parties.Revoke(gone);
        revoked.Add(revoked.Approval(gone), gone);
        Assert.Equal(VerificationFault.MemberNotChained, Assert.Throws<VerificationException>(revoked.Record.Follow().ThrowIfAny).Fault);
    }

    [Fact]
    public async Task A_grant_to_or_by_one_whom_the_policy_does_not_let_is_found()
    {
        await AssertGrantWrongAsync(parties.ToBob, item => item.Grant(parties.Alice, parties.Dave));
        await AssertGrantWrongAsync(
            parties.ToBob with { OnwardSharing = OnwardSharing.Party },
            item => item.Grant(parties.Bob, parties.Dave));
        await AssertGrantWrongAsync(
            parties.ToBob with { OnwardSharing = OnwardSharing.Party, Grantors = Grantors.Readers },
            item => item.Grant(parties.Bob, parties.Dave));

        GovernedItem sound = await SubmittedAsync(parties.ToBob with { OnwardSharing = OnwardSharing.Party, Grantors = Grantors.Readers });
        sound.Record.Add(sound.Record.Content(parties.Bob, "research", 1, 1));
        sound.Grant(parties.Bob, parties.Dave);
        Assert.Equal(0, sound.Record.Follow().Count);
    }

    [Fact]
    public async Task A_grant_after_the_withdrawal_or_by_a_sender_who_submits_no_more_or_to_keys_that_were_replaced_is_found()
    {
        await AssertGrantWrongAsync(parties.ToBob, item =>
        {
            item.Add(item.Withdrawal(parties.Alice), parties.Alice);
            item.Grant(parties.Alice, parties.Bob);
        });
        await AssertGrantWrongAsync(parties.ToBob, item =>
        {
            Member before = parties.Bob;
            parties.Change(before, Role.Reader, Role.Approver);
            item.Grant(parties.Alice, before);
        });
        await AssertGrantWrongAsync(
            parties.ToBob,
            item => item.Grant(parties.Change(parties.Alice, Role.Reader), parties.Directory.Find(parties.Bob.Id)!));
    }

    private async Task AssertAgainstAsync(ErrorCode code, AccessPolicy policy, Action<GovernedItem> act, bool alsoSays = false)
    {
        GovernedItem item = await SubmittedAsync(policy);
        act(item);
        VerificationException found = Assert.Throws<VerificationException>(item.Record.Follow().ThrowIfAny);
        Assert.Equal(alsoSays ? VerificationFault.PayloadWrong : VerificationFault.DecisionWrong, found.Fault);
        Assert.Contains($"against the rules ({code})", found.Detail, StringComparison.Ordinal);
    }

    private async Task AssertGrantWrongAsync(AccessPolicy policy, Action<GovernedItem> grant)
    {
        GovernedItem item = await SubmittedAsync(policy);
        grant(item);
        Assert.Equal(VerificationFault.DecisionWrong, Assert.Throws<VerificationException>(item.Record.Follow().ThrowIfAny).Fault);
    }

    private async Task<GovernedItem> SubmittedAsync(AccessPolicy policy)
    {
        GovernedItem item = new(parties, await parties.SignAsync(policy, folder.Path, [1]));
        item.Record.Add(item.Record.Submitted());
        return item;
    }
}
