using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Formats.Dsse;
using Exchange.Server.Retrieval;
using Exchange.Server.Tests.World;

namespace Exchange.Server.Tests.Retrieval;

/// <summary>Releases where devices, roles or grants have changed in between.</summary>
public sealed class ReleaseDeviceTests : IAsyncDisposable
{
    private readonly ServerWorld world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_request_signed_on_a_device_that_was_taken_from_the_reader_does_not_count()
    {
        TestItem item = await TestItem.SubmittedAsync(world, TestItem.ForBob(world));
        ReadOnlyMemory<byte> permitted = item.Request(world.Bob, SealedKey.Content, "research");
        Assert.True((await world.Door.ReleaseAsync(world.Of(world.Bob), permitted, Token)).Permitted);
        using TestMember renewed = world.Bob.WithAnotherDevice(world.Agreement.Id, world.Agreement.InstituteRoot, Role.Reader);
        await world.Enrol(renewed.Membership);

        // Neither a new one, whoever hands it in, nor the one that was permitted before.
        await Refusal.Of(
            ErrorCode.NotAllowed,
            () => world.Door.ReleaseAsync(world.Of(world.Bob), item.Request(world.Bob, SealedKey.Content, "research"), Token));
        await Refusal.Of(ErrorCode.NotAllowed, () => world.Door.ReleaseAsync(world.Of(world.Bob), permitted, Token));

        // On the new device nothing opens before the sender seals the keys to it.
        Released denied = await item.AskAsync(renewed, SealedKey.Content, "research");
        Assert.Equal(["no-grant"], world.EventOf(denied.Receipt).Failed.Select(failed => ConditionName.Of(failed.Code)));
        Assert.Equal(new OpeningCounts(1, 1), world.EventOf(denied.Receipt).Openings);
        TestGrants more = item.Grants([renewed]);
        await world.GrantMore.AddAsync(world.Of(world.Alice), more.Envelope.Encode(), more.Files, Token);
        Assert.True((await item.AskAsync(renewed, SealedKey.Content, "research")).Permitted);
    }

    [Fact]
    public async Task One_signature_is_one_release_though_access_ends_and_comes_back()
    {
        TestItem item = await TestItem.SubmittedAsync(
            world,
            TestItem.ForBob(world) with { Audience = new Audience([], [], [new AudienceRole(world.Bob.Name.Party, Role.Reader)]) });
        ReadOnlyMemory<byte> request = item.Request(world.Bob, SealedKey.Content, "research");
        Assert.True((await world.Door.ReleaseAsync(world.Of(world.Bob), request, Token)).Permitted);

        DsseEnvelope without = world.Bob.InRole(world.Agreement.Id, world.Agreement.InstituteRoot, Role.Submitter, world.Bob.Membership);
        await world.Enrol(without);
        await Refusal.Of(ErrorCode.NoSuchItem, () => world.Door.ReleaseAsync(world.Of(world.Bob), request, Token));
        await world.Enrol(world.Bob.InRole(world.Agreement.Id, world.Agreement.InstituteRoot, Role.Reader, without));
        await Refusal.Of(ErrorCode.Conflict, () => world.Door.ReleaseAsync(world.Of(world.Bob), request, Token));
        Assert.Equal(
            new OpeningCounts(2, 2),
            world.EventOf((await item.AskAsync(world.Bob, SealedKey.Content, "research")).Receipt).Openings);
    }

    [Fact]
    public async Task Of_what_cannot_be_revoked_a_later_grant_takes_nobodys_place()
    {
        TestItem item =
            await TestItem.SubmittedAsync(world, TestItem.ForBob(world) with { Version = PolicyEvaluator.Version, Revocable = false });
        TestGrants more = item.Grants([world.Bob]);
        SealedGrantFile before = (await item.AskAsync(world.Bob, SealedKey.Content, "research")).Grant!;
        await world.GrantMore.AddAsync(world.Of(world.Alice), more.Envelope.Encode(), more.Files, Token);
        Assert.Equal(before.Bytes.ToArray(), (await item.AskAsync(world.Bob, SealedKey.Content, "research")).Grant!.Bytes.ToArray());
    }
}
