using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Tests.Audit;

/// <summary>
/// What server, client and auditor share: the policy in force, the state of a decision, the replay of an item. The audit's own tests
/// go through the replay; these look at what it is made of.
/// </summary>
public sealed class OneBrainTests : IDisposable
{
    private readonly TwoParties parties = new();
    private readonly TemporaryFolder folder = new();

    private AccessPolicy Approved => parties.ToBob with
    {
        Approvals = [new ApprovalRule(PartyName.Parse("lab"), Role.Approver, 1, EachReader: false)],
        OnwardSharing = OnwardSharing.Agreement,
    };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_policy_in_force_follows_the_changes_in_their_order_alone()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        GovernedItem governed = new(parties, signed);
        VerifiedPolicyChange first = Verified(signed, governed, parties.ToBob with { MaxOpenings = 3 });
        VerifiedPolicyChange second = Verified(signed, governed, parties.ToBob with { MaxOpenings = 2 });

        InForcePolicy submitted = InForcePolicy.Of(signed.Item);
        InForcePolicy both = submitted.After(first).After(second);
        Assert.Equal(2u, both.Policy.MaxOpenings);
        Assert.Equal(second.Predicate.PolicyDigest, both.Digest);
        Assert.Equal([first.Digest, second.Digest], both.Changes.Select(change => change.Digest));
        Assert.Throws<PolicyGapException>(() => submitted.After(second));
        Assert.Throws<PolicyGapException>(() => submitted.After(first).After(first));
    }

    [Fact]
    public async Task A_change_of_another_items_policy_does_not_follow_even_from_the_same_policy()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        SignedItem other = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        VerifiedPolicyChange change = Verified(other, new GovernedItem(parties, other), parties.ToBob with { MaxOpenings = 3 });
        Assert.Equal(signed.Item.Predicate.PolicyDigest, change.Predicate.PreviousPolicy);
        Assert.Throws<PolicyGapException>(() => InForcePolicy.Of(signed.Item).After(change));
    }

    [Fact]
    public async Task An_answer_counts_while_it_is_the_last_under_the_policy_in_force_and_its_giver_is_a_member()
    {
        Member dana = parties.Enrol("lab/dana", Role.Approver);
        SignedItem signed = await parties.SignAsync(Approved, folder.Path, [1]);
        GovernedItem governed = new(parties, signed);
        ItemReplay replay = new(signed.Item, isWhole: true);

        replay.Apply(governed.Approval(dana, ApprovalAnswer.Refuse), next: null, Sha256Digest.Of([1]));
        replay.Apply(governed.Approval(dana), next: null, Sha256Digest.Of([2]));
        Approval given = Assert.Single(State(replay).Approvals);
        Assert.Equal((ApprovalAnswer.Approve, Sha256Digest.Of([2])), (given.Answer, given.Statement));

        parties.Revoke(dana);
        Assert.Contains(State(replay).Approvals, approval => !approval.Approver.Active);

        PolicyChangePredicate change = governed.Change(parties.Alice, Approved with { MaxOpenings = 1 });
        replay.Apply(change, Approved with { MaxOpenings = 1 }, Sha256Digest.Of([3]));
        Assert.Empty(State(replay).Approvals);
        Assert.Equal(change.PolicyDigest, replay.PolicyDigest);
    }

    [Fact]
    public async Task Openings_are_counted_for_each_reader_and_use_up_the_approvals_that_they_rest_on()
    {
        Member dana = parties.Enrol("lab/dana", Role.Approver);
        SignedItem signed = await parties.SignAsync(Approved, folder.Path, [1]);
        GovernedItem governed = new(parties, signed);
        ItemReplay replay = new(signed.Item, isWhole: true);
        ApprovalPredicate takesBack = governed.Approval(dana, ApprovalAnswer.TakeBack);
        replay.Apply(governed.Approval(dana), next: null, Sha256Digest.Of([1]));
        Assert.Null(replay.Against(takesBack, dana, parties.Directory, next: null));

        replay.ApplyOpening(parties.Bob.Id, [Sha256Digest.Of([1])]);
        Assert.NotNull(replay.Against(takesBack, dana, parties.Directory, next: null));
        Assert.Equal((1u, 1u), (State(replay).OpeningsTotal, State(replay).OpeningsByReader));
        Assert.Equal((1u, 0u), (replay.Openings, replay.OpeningsBy(parties.Dave.Id)));
    }

    [Fact]
    public async Task Whoever_was_granted_an_item_onward_is_its_reader_while_the_policy_lets_it_be_shared()
    {
        SignedItem signed = await parties.SignAsync(Approved, folder.Path, [1]);
        ItemReplay replay = new(signed.Item, isWhole: true);
        Assert.False(replay.Facts.IsReader(parties.Dave.Id, parties.Directory));
        replay.ApplyOnward(parties.Dave.Id);
        Assert.True(replay.Facts.IsReader(parties.Dave.Id, parties.Directory));

        AccessPolicy closed = Approved with { OnwardSharing = OnwardSharing.None };
        replay.Apply(new GovernedItem(parties, signed).Change(parties.Alice, closed), closed, Sha256Digest.Of([1]));
        Assert.False(replay.Facts.IsReader(parties.Dave.Id, parties.Directory));
    }

    [Fact]
    public async Task A_state_asks_for_nothing_that_the_policy_does_not_depend_on()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        ItemFacts facts = new()
        {
            Policy = signed.Item.Policy,
            Withdrawn = false,
            Openings = () => 0,
            OpeningsBy = _ => 0,
            Answers = () => throw new InvalidOperationException("asked for answers"),
            HasAcknowledged = (_, _) => throw new InvalidOperationException("asked for acknowledgements"),
            WasGrantedOnward = _ => throw new InvalidOperationException("asked for onward grants"),
        };
        Assert.Equal(AccessState.Fresh, facts.StateOf(parties.Bob.Id, parties.Directory));
        Assert.Equal(AccessState.Fresh, facts.StatesFor(parties.Directory)(parties.Bob.ToReader()));
    }

    [Fact]
    public async Task Grants_are_told_only_of_a_whole_record()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        RecordedGrant grant = HandmadeRecord.GrantedTo(parties.Bob, SealedKey.Card);
        ItemReplay whole = new(signed.Item, isWhole: true);
        whole.Apply([grant]);
        ItemReplay part = new(signed.Item, isWhole: false);
        part.Apply([grant]);
        Assert.Equal([grant], whole.Grants);
        Assert.Null(part.Grants);
    }

    private AccessState State(ItemReplay replay) => replay.Facts.StateOf(parties.Bob.Id, parties.Directory);

    private VerifiedPolicyChange Verified(SignedItem signed, GovernedItem governed, AccessPolicy policy)
    {
        PolicyChangePredicate change = governed.Change(parties.Alice, policy);
        governed.Record.InForce = change.PolicyDigest;
        DsseEnvelope envelope = EnvelopeSigner.Sign(
            StatementCodec.Encode(StatementKinds.PolicyChange, "act", change), [parties.KeysOf(parties.Alice).Signer]);
        return PolicyChangeVerifier.Verify(envelope, signed.Item, parties.Directory);
    }
}
