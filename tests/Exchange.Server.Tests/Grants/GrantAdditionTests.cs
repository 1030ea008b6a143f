using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Formats.Dsse;
using Exchange.Server.Retrieval;
using Exchange.Server.Tests.World;

namespace Exchange.Server.Tests.Grants;

public sealed class GrantAdditionTests : IAsyncDisposable
{
    private readonly ServerWorld world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_member_of_the_audience_who_had_no_grant_can_be_given_one()
    {
        TestItem item = await SubmittedForBobAndEve();
        TestGrants more = item.Grants([world.Eve]);

        EncodedReceipt receipt = await Add(world.Alice, more);
        EncodedReceipt again = await Add(world.Alice, more);
        Released released = await world.Door.ReleaseAsync(world.Of(world.Eve), item.Request(world.Eve, SealedKey.Card, null), Token);

        Assert.Equal((EventCodes.GrantAdded, 1L), (world.EventOf(receipt).Code, world.EventOf(receipt).ItemSequence!.Value));
        Assert.Equal(receipt.Bytes.ToArray(), again.Bytes.ToArray());
        Assert.Equal(more.Files[0].Bytes.ToArray(), released.Grant!.Bytes.ToArray());
        Assert.Single(await world.EventsFor(world.Carol), one => one.Code == EventCodes.GrantAdded);
    }

    [Fact]
    public async Task Nobody_but_the_sender_grants()
    {
        TestItem item = await SubmittedForBobAndEve();

        await Refusal.Of(ErrorCode.NotAllowed, () => Add(world.Bob, TestGrants.Seal(world, item, world.Bob, [world.Eve])));
        await Refusal.Of(ErrorCode.NoSuchItem, () => Add(world.Mallory, TestGrants.Seal(world, item, world.Mallory, [world.Eve])));
        await Refusal.Of(ErrorCode.NotYours, () => Add(world.Mallory, item.Grants([world.Eve])));
    }

    [Fact]
    public async Task A_grant_outside_the_audience_is_refused()
    {
        TestItem item = await SubmittedForBobAndEve();

        await Refusal.Of(ErrorCode.NotVerified, () => Add(world.Alice, item.Grants([world.Carol])));
    }

    [Fact]
    public async Task Whoever_is_to_approve_can_be_given_the_card_key_and_never_the_contents()
    {
        AccessPolicy policy = TestItem.ForBob(world) with
        {
            Version = PolicyEvaluator.Version,
            Approvals = [new ApprovalRule(PartyName.Parse("institute"), Role.Compliance, 1, EachReader: false)],
        };
        TestItem item = new(world, world.Alice, policy);
        await item.Submit();

        await Refusal.Of(ErrorCode.NotVerified, () => Add(world.Alice, item.Grants([world.Carol])));
        await Refusal.Of(
            ErrorCode.NotVerified,
            () => Add(world.Alice, TestGrants.Seal(world, item, world.Alice, [world.Carol], SealedKey.Content)));
        await Refusal.Of(
            ErrorCode.NotVerified,
            () => Add(world.Alice, TestGrants.Seal(world, item, world.Alice, [world.Lena], SealedKey.Card)));
        EncodedReceipt receipt = await Add(world.Alice, TestGrants.Seal(world, item, world.Alice, [world.Carol], SealedKey.Card));
        Assert.Equal(EventCodes.GrantAdded, world.EventOf(receipt).Code);
    }

    [Fact]
    public async Task A_reader_who_may_grant_gives_keys_to_those_alone_who_have_none()
    {
        AccessPolicy policy = TestItem.ForBob(world) with
        {
            Version = PolicyEvaluator.Version,
            Audience = new Audience([world.Bob.Id, world.Eve.Id], [], []),
            OnwardSharing = OnwardSharing.Party,
            Grantors = Grantors.Readers,
        };
        TestItem item = new(world, world.Alice, policy);
        await item.Submit();
        TestGrants toEve = TestGrants.Seal(world, item, world.Bob, [world.Eve]);

        // Only after an opening of their own; then once, and never in the sender's place.
        await Refusal.Of(ErrorCode.NotAllowed, () => Add(world.Bob, toEve));
        await world.Door.ReleaseAsync(world.Of(world.Bob), item.Request(world.Bob, SealedKey.Content, "research"), Token);
        Assert.Equal(EventCodes.GrantAdded, world.EventOf(await Add(world.Bob, toEve)).Code);
        await Refusal.Of(ErrorCode.NotAllowed, () => Add(world.Bob, TestGrants.Seal(world, item, world.Bob, [world.Eve])));
        await Refusal.Of(ErrorCode.NotAllowed, () => Add(world.Bob, TestGrants.Seal(world, item, world.Bob, [world.Alice])));
        Assert.Equal(EventCodes.GrantAdded, world.EventOf(await Add(world.Alice, item.Grants([world.Eve]))).Code);
    }

    [Fact]
    public async Task Sender_and_compliance_see_to_whom_an_item_was_granted_and_the_reader_does_not()
    {
        TestItem item = await SubmittedForBobAndEve();
        TestGrants more = item.Grants([world.Eve]);
        await Add(world.Alice, more);

        foreach (TestMember member in new[] { world.Alice, world.Lena, world.Carol })
        {
            IReadOnlyList<DsseEnvelope> statements = await world.GrantList.ListAsync(world.Of(member), item.Id, Token);
            Assert.Equal(2, statements.Count);
            Assert.Equal(more.Envelope, statements[1]);
        }

        await Refusal.Of(ErrorCode.NotAllowed, () => world.GrantList.ListAsync(world.Of(world.Bob), item.Id, Token));
        await Refusal.Of(ErrorCode.NoSuchItem, () => world.GrantList.ListAsync(world.Of(world.Mallory), item.Id, Token));
    }

    private async Task<TestItem> SubmittedForBobAndEve()
    {
        TestItem item =
            new(world, world.Alice, TestItem.ForBob(world) with { Audience = new Audience([world.Bob.Id, world.Eve.Id], [], []) });
        await item.Submit();
        return item;
    }

    private Task<EncodedReceipt> Add(TestMember caller, TestGrants grants) =>
        world.GrantMore.AddAsync(world.Of(caller), grants.Envelope.Encode(), grants.Files, Token);
}
