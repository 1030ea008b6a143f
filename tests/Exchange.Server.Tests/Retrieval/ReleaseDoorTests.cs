using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Server.Retrieval;
using Exchange.Server.Tests.World;

namespace Exchange.Server.Tests.Retrieval;

public sealed class ReleaseDoorTests : IAsyncDisposable
{
    private readonly ServerWorld world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_reader_gets_the_grant_that_was_sealed_to_them_and_a_receipt_of_the_permit()
    {
        TestItem item = await TestItem.SubmittedAsync(world, TestItem.ForBob(world));

        Released released = await item.AskAsync(world.Bob, SealedKey.Content, "research");

        AuditEvent happened = world.EventOf(released.Receipt);
        Assert.True(released.Permitted);
        Assert.Equal((EventCodes.ContentReleased, EventOutcome.Permit), (happened.Code, happened.Outcome));
        Assert.Equal(new OpeningCounts(1, 1), happened.Openings);
        Assert.Equal(happened.Grant, released.Grant!.Digest);
    }

    [Fact]
    public async Task Of_twenty_requests_at_once_for_one_opening_exactly_one_is_permitted()
    {
        TestItem item = await TestItem.SubmittedAsync(world, TestItem.ForBob(world) with { MaxOpenings = 1 });
        ReadOnlyMemory<byte>[] requests = [.. Enumerable.Range(0, 20).Select(_ => item.Request(world.Bob, SealedKey.Content, "research"))];

        Released[] answers = await Task.WhenAll(
            requests.Select(request => Task.Run(() => world.Door.ReleaseAsync(world.Of(world.Bob), request, Token), Token)));

        Assert.Single(answers, answer => answer.Permitted);
        Assert.Single(answers, answer => answer.Grant is not null);
        AuditEvent[] events = [.. (await world.EventsFor(world.Alice)).Where(one => one.Code == EventCodes.ContentReleased)];
        Assert.Equal(20, events.Length);
        Assert.Equal(EventOutcome.Permit, events[0].Outcome);
        Assert.All(events[1..], one => Assert.Equal(ConditionCode.OpeningsUsedUp, Assert.Single(one.Failed).Code));
    }

    [Fact]
    public async Task The_same_request_again_gets_the_same_outcome_and_no_second_entry()
    {
        TestItem item = await TestItem.SubmittedAsync(world, TestItem.ForBob(world) with { MaxOpenings = 1 });
        ReadOnlyMemory<byte> request = item.Request(world.Bob, SealedKey.Content, "research");

        Released first = await world.Door.ReleaseAsync(world.Of(world.Bob), request, Token);
        Released again = await world.Door.ReleaseAsync(world.Of(world.Bob), request, Token);

        Assert.True(again.Permitted);
        Assert.Equal(first.Grant!.Bytes.ToArray(), again.Grant!.Bytes.ToArray());
        Assert.Single(await world.EventsFor(world.Alice), one => one.Code == EventCodes.ContentReleased);
    }

    [Fact]
    public async Task A_repeated_request_gets_the_grant_that_was_permitted_even_when_a_newer_one_was_added()
    {
        TestItem item = await TestItem.SubmittedAsync(world, TestItem.ForBob(world));
        ReadOnlyMemory<byte> request = item.Request(world.Bob, SealedKey.Content, "research");
        Released first = await world.Door.ReleaseAsync(world.Of(world.Bob), request, Token);
        TestGrants more = item.Grants([world.Bob]);
        await world.GrantMore.AddAsync(world.Of(world.Alice), more.Envelope.Encode(), more.Files, Token);

        Released again = await world.Door.ReleaseAsync(world.Of(world.Bob), request, Token);
        Released anew = await item.AskAsync(world.Bob, SealedKey.Content, "research");

        Assert.Equal(first.Grant!.Bytes.ToArray(), again.Grant!.Bytes.ToArray());
        Assert.Equal(more.Files[1].Bytes.ToArray(), anew.Grant!.Bytes.ToArray());
    }

    [Fact]
    public async Task A_permit_is_not_served_again_once_access_has_expired()
    {
        DateTimeOffset expires = world.Time.GetUtcNow() + TimeSpan.FromMinutes(5);
        TestItem item = await TestItem.SubmittedAsync(world, TestItem.ForBob(world) with { Expires = expires });
        ReadOnlyMemory<byte> request = item.Request(world.Bob, SealedKey.Content, "research");
        Assert.True((await world.Door.ReleaseAsync(world.Of(world.Bob), request, Token)).Permitted);
        world.Time.SetUtcNow(expires);

        Released again = await world.Door.ReleaseAsync(world.Of(world.Bob), request, Token);
        Released third = await world.Door.ReleaseAsync(world.Of(world.Bob), request, Token);

        Assert.False(again.Permitted);
        Assert.Null(again.Grant);
        Assert.Equal(ConditionCode.Expired, Assert.Single(world.EventOf(again.Receipt).Failed).Code);
        Assert.Equal(world.EventOf(again.Receipt).ItemSequence, world.EventOf(third.Receipt).ItemSequence);
    }

    [Fact]
    public async Task A_request_id_with_other_bytes_is_refused()
    {
        TestItem item = await TestItem.SubmittedAsync(world, TestItem.ForBob(world));
        RequestId id = RequestId.New();
        await world.Door.ReleaseAsync(world.Of(world.Bob), item.Request(world.Bob, SealedKey.Content, "research", id), Token);

        await Refusal.Of(ErrorCode.Conflict, () =>
            world.Door.ReleaseAsync(world.Of(world.Bob), item.Request(world.Bob, SealedKey.Card, null, id), Token));
    }

    [Fact]
    public async Task An_outsider_learns_nothing_and_compliance_learns_why()
    {
        TestItem item = await TestItem.SubmittedAsync(world, TestItem.ForBob(world));
        ReadOnlyMemory<byte> request = item.Request(world.Eve, SealedKey.Content, "research");

        await Refusal.Of(ErrorCode.NoSuchItem, () => world.Door.ReleaseAsync(world.Of(world.Eve), request, Token));
        await Refusal.Of(ErrorCode.NoSuchItem, () => world.Door.ReleaseAsync(world.Of(world.Eve), request, Token));

        AuditEvent logged = Assert.Single(await world.EventsFor(world.Carol), one => one.Code == EventCodes.LookupRefused);
        Assert.Equal((world.Eve.Id, item.Id), (logged.Actor, logged.Item!.Value));
        Assert.Equal(["not-in-audience"], logged.Failed.Select(failed => ConditionName.Of(failed.Code)));
        Assert.Contains(await world.EventsFor(world.Lena), one => one.Code == EventCodes.LookupRefused);
        Assert.Contains(await world.EventsFor(world.Alice), one => one.Code == EventCodes.LookupRefused);
        Assert.Empty(await world.EventsFor(world.Eve));
    }

    [Fact]
    public async Task Compliance_is_never_handed_a_grant()
    {
        TestItem item = await TestItem.SubmittedAsync(world, TestItem.ForBob(world));

        await Refusal.Of(ErrorCode.NoSuchItem, () => item.AskAsync(world.Carol, SealedKey.Card, null));
        await Refusal.Of(ErrorCode.NoSuchItem, () => item.AskAsync(world.Lena, SealedKey.Content, "research"));
    }

    [Fact]
    public async Task The_card_needs_no_purpose_and_is_no_opening()
    {
        TestItem item = await TestItem.SubmittedAsync(world, TestItem.ForBob(world) with { MaxOpenings = 1 });

        Released card = await item.AskAsync(world.Bob, SealedKey.Card, null);
        Released content = await item.AskAsync(world.Bob, SealedKey.Content, "research");

        Assert.True(card.Permitted);
        Assert.Null(world.EventOf(card.Receipt).Openings);
        Assert.True(content.Permitted);
        Assert.NotEqual(card.Grant!.Bytes.ToArray(), content.Grant!.Bytes.ToArray());
    }

    [Fact]
    public async Task The_contents_need_a_purpose_that_the_policy_lists()
    {
        TestItem item = await TestItem.SubmittedAsync(world, TestItem.ForBob(world));

        Released none = await item.AskAsync(world.Bob, SealedKey.Content, null);
        Released other = await item.AskAsync(world.Bob, SealedKey.Content, "mitigation");

        Assert.Equal(["purpose-missing"], world.EventOf(none.Receipt).Failed.Select(failed => ConditionName.Of(failed.Code)));
        Assert.Equal(["purpose-not-listed"], world.EventOf(other.Receipt).Failed.Select(failed => ConditionName.Of(failed.Code)));
    }

    [Fact]
    public async Task A_purpose_that_is_no_code_is_refused_and_never_logged()
    {
        TestItem item = await TestItem.SubmittedAsync(world, TestItem.ForBob(world));

        await Assert.ThrowsAsync<Formats.Primitives.MalformedException>(
            () => item.AskAsync(world.Bob, SealedKey.Content, "Dear all, see below"));
        await Assert.ThrowsAsync<Formats.Primitives.MalformedException>(() => item.AskAsync(world.Bob, SealedKey.Card, "research"));

        Assert.Single(await world.EventsFor(world.Alice));
    }

    [Fact]
    public async Task An_embargo_holds_to_its_last_millisecond_and_the_denial_says_when_it_ends()
    {
        DateTimeOffset embargo = world.Time.GetUtcNow() + TimeSpan.FromMinutes(1);
        TestItem item = await TestItem.SubmittedAsync(world, TestItem.ForBob(world) with { Embargo = embargo });

        world.Time.SetUtcNow(embargo - TimeSpan.FromMilliseconds(1));
        Released before = await item.AskAsync(world.Bob, SealedKey.Content, "research");
        world.Time.SetUtcNow(embargo);
        Released at = await item.AskAsync(world.Bob, SealedKey.Content, "research");

        Assert.Equal(new FailedCondition.Embargo(embargo), Assert.Single(world.EventOf(before.Receipt).Failed));
        Assert.True(at.Permitted);
    }

    [Fact]
    public async Task Every_reason_is_named_and_a_missing_grant_among_them()
    {
        DateTimeOffset embargo = world.Time.GetUtcNow() + TimeSpan.FromDays(1);
        AccessPolicy policy =
            TestItem.ForBob(world) with { Audience = new Audience([world.Bob.Id, world.Eve.Id], [], []), Embargo = embargo };
        TestItem item = await TestItem.SubmittedAsync(world, policy);

        Released denied = await item.AskAsync(world.Eve, SealedKey.Content, "mitigation");

        Assert.Equal(
            ["embargo", "no-grant", "purpose-not-listed"],
            world.EventOf(denied.Receipt).Failed.Select(failed => ConditionName.Of(failed.Code)));
    }

    [Fact]
    public async Task The_sender_gets_their_own_keys_logged_without_policy_or_opening()
    {
        TestItem item = await TestItem.SubmittedAsync(
            world,
            TestItem.ForBob(world) with { MaxOpenings = 1, Embargo = world.Time.GetUtcNow() + TimeSpan.FromDays(1) });

        Released own = await item.AskAsync(world.Alice, SealedKey.Content, null);

        Assert.True(own.Permitted);
        Assert.Equal((EventOutcome.Permit, null), (world.EventOf(own.Receipt).Outcome, world.EventOf(own.Receipt).Openings));
        world.Time.Advance(TimeSpan.FromDays(2));
        Assert.True((await item.AskAsync(world.Bob, SealedKey.Content, "research")).Permitted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(61)]
    public async Task A_request_past_its_time_or_too_far_ahead_is_refused(int minutes)
    {
        TestItem item = await TestItem.SubmittedAsync(world, TestItem.ForBob(world));

        await Refusal.Of(ErrorCode.RequestExpired, () => world.Door.ReleaseAsync(
            world.Of(world.Bob), item.Request(world.Bob, SealedKey.Card, null, within: TimeSpan.FromMinutes(minutes)), Token));
    }

    [Fact]
    public async Task A_request_that_another_member_signed_is_refused()
    {
        TestItem item = await TestItem.SubmittedAsync(world, TestItem.ForBob(world));

        await Refusal.Of(ErrorCode.NotYours, () => world.Door.ReleaseAsync(
            world.Of(world.Eve), item.Request(world.Bob, SealedKey.Card, null), Token));
    }

    [Fact]
    public async Task A_reader_who_was_revoked_between_asking_and_deciding_is_refused()
    {
        TestItem item = await TestItem.SubmittedAsync(world, TestItem.ForBob(world));
        Contract.Directory.Member then = world.Of(world.Bob);
        await world.Revoke(world.Bob);

        await Refusal.Of(ErrorCode.NotAllowed, () => world.Door.ReleaseAsync(then, item.Request(world.Bob, SealedKey.Card, null), Token));
    }
}
