using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Formats.Parts;
using Exchange.Server.Retrieval;
using Exchange.Server.Submission;
using Exchange.Server.Tests.Storage;
using Exchange.Server.Tests.World;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Tests.Submission;

public sealed class SubmissionIntakeTests : IAsyncDisposable
{
    private readonly ServerWorld world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_submission_gets_a_receipt_and_its_parts_can_be_read_back()
    {
        TestItem item = New();

        AuditEvent happened = world.EventOf(await item.Submit());

        Assert.Equal((EventCodes.ItemSubmitted, EventOutcome.Done, 0L), (happened.Code, happened.Outcome, happened.ItemSequence!.Value));
        Assert.Equal(item.Digest, happened.Statement);
        using Exchange.Server.Storage.StoredPart part = await world.Download.OpenAsync(world.Of(world.Bob), item.Id, 1, Token);
        Assert.Equal(item.Parts[1], await ReadAll(part));
    }

    [Fact]
    public async Task The_same_submission_again_gets_the_same_entry_and_no_second_event()
    {
        TestItem item = New();
        ArrivedSubmission order = item.Order();
        await item.Upload();

        EncodedReceipt first = await world.Intake.SubmitAsync(world.Of(world.Alice), order, Token);
        EncodedReceipt again = await world.Intake.SubmitAsync(world.Of(world.Alice), order, Token);

        Assert.Equal(first.Bytes.ToArray(), again.Bytes.ToArray());
        Assert.Single(await world.EventsFor(world.Alice));
    }

    [Fact]
    public async Task A_submission_that_found_no_room_is_handed_in_again_without_its_parts()
    {
        TestItem item = New();
        ArrivedSubmission order = item.Order();
        await item.Upload();
        HeldWriter held = new(world.Ledger);
        Task<EncodedReceipt> submitted = world.Intake.SubmitAsync(world.Of(world.Alice), order, Token);
        Task<int> full = world.Ledger.WriteAsync<int>(_ => throw new SqliteException("as the test wants it", 13), Token);
        await held.LetGoAsync();
        held.Dispose();
        await Refusal.Of(ErrorCode.StorageFull, () => submitted);
        await Refusal.Of(ErrorCode.StorageFull, () => full);
        Assert.Empty(System.IO.Directory.GetDirectories(Path.Combine(world.Folder, "parts")));
        await Refusal.Of(ErrorCode.NoSuchItem, () => world.Download.OpenAsync(world.Of(world.Bob), item.Id, 1, Token));

        await world.Intake.SubmitAsync(world.Of(world.Alice), order, Token);

        Assert.Single(await world.EventsFor(world.Alice));
        using Exchange.Server.Storage.StoredPart part = await world.Download.OpenAsync(world.Of(world.Bob), item.Id, 1, Token);
        Assert.Equal(item.Parts[1], await ReadAll(part));
    }

    [Fact]
    public async Task What_a_crash_left_of_a_submission_is_set_aside_and_what_is_in_stays()
    {
        TestItem item = New();
        await item.Submit();
        string parts = Path.Combine(world.Folder, "parts");
        string left = System.IO.Directory.CreateDirectory(Path.Combine(parts, Contract.Ids.ItemId.New().ToString())).FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "0.age"), "half", Token);
        string aside = Path.Combine(world.Folder, "uploads", "leftover");

        int count = world.Parts
            .SetAsideLeftovers(id => world.Ledger.Read(reader => reader.Items.Find(id)) is not null, aside, world.Time.GetUtcNow());

        Assert.Equal(1, count);
        Assert.Equal([Path.Combine(parts, item.Id.ToString())], System.IO.Directory.GetDirectories(parts));
        Assert.True(File.Exists(Path.Combine(aside, Path.GetFileName(left), "0.age")));
    }

    [Fact]
    public async Task The_parts_of_an_item_that_is_in_count_as_whole_for_its_sender_alone()
    {
        TestItem item = New();
        await item.Submit();
        PartDigest root = item.TreeOf(1).Root;

        Assert.Equal(
            new UploadProgress(item.Parts[1].Length, Complete: true),
            world.Upload.StatusOf(world.Of(world.Alice), item.Id, 1, root));
        Assert.Equal(new UploadProgress(0, Complete: false), world.Upload.StatusOf(world.Of(world.Mallory), item.Id, 1, root));
    }

    [Fact]
    public async Task The_same_item_with_other_grants_is_a_conflict()
    {
        TestItem item = New();
        await item.Submit();

        await Refused(ErrorCode.Conflict, item.Order());
        Assert.Single(await world.EventsFor(world.Alice));
    }

    private TestItem New() => new(world, world.Alice, TestItem.ForBob(world));

    private static async Task<byte[]> ReadAll(Exchange.Server.Storage.StoredPart part)
    {
        List<byte> bytes = [];
        await foreach (ReadOnlyMemory<byte> message in PartDownload.ReadAsync(part, PartRange.Check(0, 0, part.Tree.Length), Token))
        {
            bytes.AddRange(message.ToArray());
        }

        return [.. bytes];
    }

    private Task Refused(ErrorCode code, ArrivedSubmission order) =>
        Refusal.Of(code, () => world.Intake.SubmitAsync(world.Of(world.Alice), order, Token));
}
