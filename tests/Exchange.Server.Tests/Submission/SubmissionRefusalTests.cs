using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Formats.Primitives;
using Exchange.Server.Submission;
using Exchange.Server.Tests.World;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Tests.Submission;

/// <summary>What is not taken in, and why.</summary>
public sealed class SubmissionRefusalTests : IAsyncDisposable
{
    private readonly ServerWorld world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Parts_that_have_not_arrived_whole_are_named_incomplete()
    {
        TestItem item = New();
        await item.UploadPart(0);

        await Refused(ErrorCode.Incomplete, item.Order());
        Assert.Empty(await world.EventsFor(world.Alice));
    }

    [Fact]
    public async Task Another_members_upload_does_not_count()
    {
        TestItem item = New();
        await world.Upload.TakeAsync(world.Of(world.Mallory), item.HeadOf(0), TestItem.Messages(item.Parts[0]), Token);
        await world.Upload.TakeAsync(world.Of(world.Mallory), item.HeadOf(1), TestItem.Messages(item.Parts[1]), Token);

        await Refused(ErrorCode.Incomplete, item.Order());
    }

    [Fact]
    public async Task A_policy_that_cannot_hold_is_refused()
    {
        TestItem item = new(world, world.Alice, TestItem.ForBob(world) with { Purposes = [] });
        await item.Upload();

        await Refused(ErrorCode.PolicyRefused, item.Order());
    }

    [Fact]
    public async Task A_recipient_of_another_item_is_refused()
    {
        TestItem first = New();
        await first.Submit();
        TestItem second = new(world, world.Alice, TestItem.ForBob(world)) { ContentRecipient = first.ContentRecipient };
        await second.Upload();

        await Refused(ErrorCode.Conflict, second.Order());
    }

    [Fact]
    public async Task Only_the_sender_supersedes()
    {
        TestItem first = New();
        await first.Submit();
        TestItem own = new(world, world.Alice, TestItem.ForBob(world)) { Supersedes = first.Id };
        TestItem foreign = new(world, world.Mallory, TestItem.ForBob(world)) { Supersedes = first.Id };
        await foreign.Upload();

        Assert.Equal(EventCodes.ItemSubmitted, world.EventOf(await own.Submit()).Code);
        await Refusal.Of(ErrorCode.NotAllowed, () => world.Intake.SubmitAsync(world.Of(world.Mallory), foreign.Order(), Token));
    }

    [Fact]
    public async Task An_item_of_another_member_is_refused()
    {
        TestItem item = New();
        await item.Upload();

        await Refusal.Of(ErrorCode.NotYours, () => world.Intake.SubmitAsync(world.Of(world.Mallory), item.Order(), Token));
    }

    [Fact]
    public async Task A_member_without_the_role_submitter_is_refused()
    {
        TestItem item = new(world, world.Bob, TestItem.ForBob(world)) { Recipients = [world.Bob] };

        await Refusal.Of(ErrorCode.NotAllowed, () => item.Upload());
        await Refusal.Of(ErrorCode.Incomplete, () => world.Intake.SubmitAsync(world.Of(world.Bob), item.Order(), Token));
    }

    [Fact]
    public async Task Outside_its_time_the_agreement_takes_nothing()
    {
        TestItem item = New();
        await item.Upload();
        world.Time.SetUtcNow(TestAgreement.End);

        await Refused(ErrorCode.AgreementNotInForce, item.Order());
    }

    [Fact]
    public async Task A_grant_to_a_member_outside_the_audience_is_refused()
    {
        TestItem item = new(world, world.Alice, TestItem.ForBob(world)) { Recipients = [world.Alice, world.Bob, world.Eve] };
        await item.Upload();

        await Refused(ErrorCode.NotVerified, item.Order());
    }

    [Fact]
    public async Task A_grant_to_a_revoked_member_is_refused()
    {
        TestItem item = New();
        await item.Upload();
        ArrivedSubmission order = item.Order();
        await world.Revoke(world.Bob);

        await Refused(ErrorCode.NotVerified, order);
    }

    [Fact]
    public async Task Without_keys_for_the_sender_an_item_is_refused()
    {
        TestItem item = new(world, world.Alice, TestItem.ForBob(world)) { Recipients = [world.Bob] };
        await item.Upload();

        await Malformed(item.Order());
    }

    [Fact]
    public async Task A_sealed_grant_other_than_the_signed_one_is_refused()
    {
        TestItem item = New();
        await item.Upload();
        ArrivedSubmission order = item.Order();

        await Malformed(order with { Grants = [.. order.Grants.Reverse()] });
        await Malformed(order with { Grants = [.. order.Grants.Skip(1)] });
    }

    [Fact]
    public async Task Grants_of_another_item_are_refused()
    {
        TestItem item = New();
        await item.Upload();

        await Malformed(item.Order(New().Grants([world.Alice, world.Bob])));
    }

    [Fact]
    public async Task Grants_beyond_the_audience_are_refused_although_the_policy_lets_it_be_shared_onward()
    {
        TestItem item = new(
            world,
            world.Alice,
            TestItem.ForBob(world) with { Version = PolicyEvaluator.Version, OnwardSharing = OnwardSharing.Party });
        await item.Upload();
        await Refused(ErrorCode.NotVerified, item.Order(item.Grants([world.Alice, world.Bob, world.Eve])));
        await world.Intake.SubmitAsync(world.Of(world.Alice), item.Order(), Token);
    }

    [Fact]
    public async Task An_id_that_is_anothers_is_told_to_nobody_who_has_not_uploaded_and_is_logged()
    {
        TestItem item = New();
        await item.Submit();
        TestItem taken = new(world, world.Mallory, TestItem.ForBob(world)) { Id = item.Id, Recipients = [world.Mallory, world.Bob] };

        // As with an id that nobody has.
        await Refusal.Of(ErrorCode.Incomplete, () => world.Intake.SubmitAsync(world.Of(world.Mallory), taken.Order(), Token));
        Assert.DoesNotContain(await world.EventsFor(world.Lena), one => one.Code == EventCodes.LookupRefused);

        await taken.Upload();
        await Refusal.Of(ErrorCode.Conflict, () => world.Intake.SubmitAsync(world.Of(world.Mallory), taken.Order(), Token));
        Assert.Equal(
            world.Mallory.Id,
            Assert.Single(await world.EventsFor(world.Lena), one => one.Code == EventCodes.LookupRefused).Actor);
    }

    [Fact]
    public async Task Too_large_or_too_many_grants_are_refused()
    {
        TestItem item = New();
        ArrivedSubmission order = item.Order();

        await Refused(ErrorCode.TooMuch, order with { Grants = [new(new byte[64 * 1024 + 1]), .. order.Grants.Skip(1)] });
        await Refused(ErrorCode.TooMuch, order with { Grants = [.. Enumerable.Repeat(order.Grants[0], 17)] });
    }

    [Fact]
    public async Task What_was_refused_leaves_no_row_and_no_key_behind()
    {
        TestItem item = New();
        await item.Upload();
        ArrivedSubmission order = item.Order();
        world.Time.SetUtcNow(TestAgreement.End);
        await Refused(ErrorCode.AgreementNotInForce, order);

        await Refusal.Of(ErrorCode.NoSuchItem, () => world.Lookup.RequireAsync(world.Of(world.Alice), item.Id, Token));
        Assert.Empty(world.Ledger.Read(reader => reader.Grants.To(item.Id, world.Bob.Id, SealedKey.Card)));
        Assert.Null(world.Ledger.Read(reader => reader.Recipients.Find(item.CardRecipient)));
    }

    private TestItem New() => new(world, world.Alice, TestItem.ForBob(world));

    private Task Refused(ErrorCode code, ArrivedSubmission order) =>
        Refusal.Of(code, () => world.Intake.SubmitAsync(world.Of(world.Alice), order, Token));

    private Task Malformed(ArrivedSubmission order) =>
        Assert.ThrowsAsync<MalformedException>(() => world.Intake.SubmitAsync(world.Of(world.Alice), order, Token));
}
