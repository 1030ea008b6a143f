using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Statements;
using Exchange.Server.Governance;
using Exchange.Server.Tests.World;

namespace Exchange.Server.Tests.Governance;

/// <summary>What each member is shown of an item's state: no more than is theirs to know.</summary>
public sealed class ItemStatesTests : IAsyncDisposable
{
    private readonly ServerWorld world = new();
    private readonly ItemStates states;
    private readonly ActIntake acts;

    public ItemStatesTests()
    {
        states = new ItemStates(world.Ledger, world.Shelf, world.Lookup);
        acts = new ActIntake(world.Ledger, world.Shelf, world.Lookup);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task An_approval_for_one_reader_is_shown_to_that_reader_to_approvers_and_to_whoever_reads_the_record()
    {
        TestItem item = await SubmittedAsync(new Audience([world.Bob.Id, world.Eve.Id], [], []));
        await ApproveAsync(item, world.Mallory, world.Bob);

        foreach (TestMember member in new[] { world.Bob, world.Mallory, world.Alice, world.Lena, world.Carol })
        {
            Assert.Single((await ShowAsync(item, member)).Approvals);
        }

        Assert.Empty((await ShowAsync(item, world.Eve)).Approvals);
    }

    [Fact]
    public async Task An_onward_grant_is_shown_to_whom_it_went_and_to_the_approvers_who_are_asked_about_them()
    {
        TestItem item = await SubmittedAsync(new Audience([world.Bob.Id], [], []));
        await Refusal.Of(ErrorCode.NoSuchItem, () => ShowAsync(item, world.Eve));
        TestGrants toEve = item.Grants([world.Eve]);
        await world.GrantMore.AddAsync(world.Of(world.Alice), toEve.Envelope.Encode(), toEve.Files, Token);

        foreach (TestMember member in new[] { world.Eve, world.Mallory, world.Alice, world.Lena, world.Carol })
        {
            Assert.Equal([world.Eve.Id], (await ShowAsync(item, member)).GrantedOnward);
        }

        Assert.Empty((await ShowAsync(item, world.Bob)).GrantedOnward);
        await ApproveAsync(item, world.Mallory, world.Eve);
        Assert.Single((await ShowAsync(item, world.Eve)).Approvals);
    }

    // Mallory, of the sender's party and not of compliance, is asked about each reader.
    private async Task<TestItem> SubmittedAsync(Audience audience)
    {
        TestItem item = new(world, world.Alice, TestItem.ForBob(world) with
        {
            Version = PolicyEvaluator.Version,
            Audience = audience,
            Approvals = [new ApprovalRule(PartyName.Parse("lab"), Role.Submitter, 1, EachReader: true)],
            OnwardSharing = OnwardSharing.Party,
        });
        await item.Submit();
        return item;
    }

    private Task<ShownState> ShowAsync(TestItem item, TestMember member) => states.ShowAsync(world.Of(member), item.Id, Token);

    private Task ApproveAsync(TestItem item, TestMember approver, TestMember reader)
    {
        ApprovalPredicate approval = new()
        {
            Agreement = world.Agreement.Id,
            Item = item.Id,
            Statement = item.Digest,
            PolicyDigest = PolicyBytes.Digest(PolicyBytes.Encode(item.Policy)),
            Approver = approver.Terms,
            Answer = ApprovalAnswer.Approve,
            Reader = reader.Id,
            Request = RequestId.New(),
            NotAfter = world.Time.GetUtcNow().AddMinutes(5),
        };
        return acts.RecordAsync(world.Of(approver), approver.Sign(StatementKinds.Approval, "approval", approval).Encode(), Token);
    }
}
