using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Exchange.Server.Storage;
using Exchange.Server.Tests.World;

namespace Exchange.Server.Tests.Storage;

public sealed class LedgerTests
{
    [Fact]
    public async Task Stories_that_wait_together_commit_together()
    {
        await using StorageWorld world = new();
        using HeldWriter held = new(world.Ledger);
        Task<AppendedEvent>[] waiting = [.. Enumerable.Range(0, 20).Select(_ => world.AppendAsync(world.Alice))];
        await held.LetGoAsync();
        await Task.WhenAll(waiting);

        Assert.Equal(2, world.Ledger.Commits);
    }

    [Fact]
    public async Task A_refused_story_leaves_nothing_and_its_neighbours_everything()
    {
        await using StorageWorld world = new();
        using HeldWriter held = new(world.Ledger);
        Task<AppendedEvent> before = world.AppendAsync(world.Alice);
        Task<AppendedEvent> refused = world.Ledger.WriteAsync<AppendedEvent>(
            transaction =>
            {
                transaction.AppendEvent(world.Draft(world.Alice));
                transaction.Write.Statements.Put(world.Alice.Membership);
                transaction.AppendDirectory(world.Alice.Revocation(world.Agreement.Id, world.Agreement.LabRoot));
                throw new RefusedException(ErrorCode.Conflict, "as the test wants it");
            },
            StorageWorld.Cancel);
        Task<AppendedEvent> after = world.AppendAsync(world.Alice);
        await held.LetGoAsync();

        await Refusal.Of(ErrorCode.Conflict, () => refused);
        Assert.Equal((0, 1), ((await before).Index.Value, (await after).Index.Value));
        Assert.True(world.Of(world.Alice).Active);
        Assert.Null(world.Ledger.Read(reader => reader.Statements.Find(world.Alice.Membership.PayloadDigest)));
        await world.ReloadAfterAsync("UPDATE schema_version SET version = version");
        Assert.False(world.Ledger.IsDamaged);
    }

    [Fact]
    public async Task A_story_may_fail_in_any_way_without_stopping_the_others()
    {
        await using StorageWorld world = new();

        await Assert.ThrowsAsync<InvalidTimeZoneException>(
            () => world.Ledger.WriteAsync<int>(_ => throw new InvalidTimeZoneException(), StorageWorld.Cancel));
        Assert.Equal(0, (await world.AppendAsync(world.Alice)).Index.Value);
    }

    [Fact]
    public async Task One_more_than_may_wait_is_refused()
    {
        await using StorageWorld world = new(new LedgerOptions(QueueLength: 2));
        using HeldWriter held = new(world.Ledger);
        Task<AppendedEvent>[] waiting = [world.AppendAsync(world.Alice), world.AppendAsync(world.Alice)];

        await Refusal.Of(ErrorCode.TooMuch, () => world.AppendAsync(world.Alice));
        await held.LetGoAsync();
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task A_story_that_is_cancelled_while_it_waits_never_runs()
    {
        await using StorageWorld world = new();
        using HeldWriter held = new(world.Ledger);
        using CancellationTokenSource cancelled = new();
        Task<AppendedEvent> given_up =
            world.Ledger.WriteAsync(transaction => transaction.AppendEvent(world.Draft(world.Alice)), cancelled.Token);
        await cancelled.CancelAsync();
        await held.LetGoAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given_up);
        Assert.Equal(0, world.Ledger.Read(reader => reader.Logs.Size(LogName.Audit)));
    }

    [Fact]
    public async Task Concurrent_writers_get_contiguous_indexes_whose_receipts_verify()
    {
        await using StorageWorld world = new();
        AppendedEvent[] appended = await Task.WhenAll(Enumerable.Range(0, 300).Select(i =>
            Task.Run(() => world.AppendAsync(i % 2 == 0 ? world.Alice : world.Carol), StorageWorld.Cancel)));

        Assert.Equal(Enumerable.Range(0, 300).Select(i => (long)i), appended.Select(one => one.Index.Value).Order());
        foreach (AppendedEvent one in appended)
        {
            EncodedReceipt receipt = world.Ledger.AuditReceipt(one.Index);
            VerifiedReceipt verified = ReceiptVerifier.VerifyAudit(receipt.Span, world.Agreement.Verified);
            Assert.Equal(one.Index, verified.Index);
            Assert.Equal(one.Event.Item, verified.Said!.Item);
        }
    }

    [Fact]
    public async Task What_was_written_is_there_after_loading_again_and_grows_from_there()
    {
        await using StorageWorld world = new();
        for (int i = 0; i < 10; i++)
        {
            await world.AppendAsync(world.Alice);
        }

        byte[] before = world.Ledger.Checkpoint(LogName.Audit);
        await world.ReloadAfterAsync("UPDATE schema_version SET version = version");
        Assert.Equal(before, world.Ledger.Checkpoint(LogName.Audit));
        Assert.Equal(3, world.Ledger.Directory.Size);

        await world.AppendAsync(world.Carol);
        VerifiedCheckpoint first = LogCheckpoints.Verify(before, world.Agreement.Verified.Predicate.Logs.Audit);
        VerifiedCheckpoint second =
            LogCheckpoints.Verify(world.Ledger.Checkpoint(LogName.Audit), world.Agreement.Verified.Predicate.Logs.Audit);
        Assert.Equal((10, 11), (first.Value.Size, second.Value.Size));
        Assert.True(MerkleProofs.VerifyConsistency(
            10, 11, first.Value.Root, second.Value.Root, world.Ledger.ConsistencyProof(LogName.Audit, 10, 11)));
        Assert.Empty(world.Log.Errors);
    }

    [Fact]
    public async Task Time_never_goes_back_when_the_clock_does_nor_over_a_restart()
    {
        await using StorageWorld world = new();
        DateTimeOffset first = (await world.AppendAsync(world.Alice)).Event.Time;
        world.Time.AdjustTime(first - TimeSpan.FromDays(1));
        Assert.Equal(first, (await world.AppendAsync(world.Alice)).Event.Time);

        await world.ReloadAfterAsync("UPDATE schema_version SET version = version");
        Assert.Equal(first, (await world.AppendAsync(world.Alice)).Event.Time);

        world.Time.AdjustTime(first + TimeSpan.FromMilliseconds(1.7));
        Assert.Equal(first + TimeSpan.FromMilliseconds(1), (await world.AppendAsync(world.Alice)).Event.Time);
    }

    [Fact]
    public async Task An_event_names_the_directory_that_its_story_saw()
    {
        await using StorageWorld world = new();
        (AppendedEvent earlier, AppendedEvent later) = await world.Ledger.WriteAsync(
            transaction =>
            {
                AppendedEvent earlier = transaction.AppendEvent(world.Draft(world.Carol));
                transaction.AppendDirectory(world.Alice.Revocation(world.Agreement.Id, world.Agreement.LabRoot));
                return (earlier, transaction.AppendEvent(world.Draft(world.Carol)));
            },
            StorageWorld.Cancel);

        Assert.Equal((3, 4), (earlier.Event.Directory.Size, later.Event.Directory.Size));
        Checkpoint signed =
            LogCheckpoints.Verify(world.Ledger.Checkpoint(LogName.Directory), world.Agreement.Verified.Predicate.Logs.Directory).Value;
        Assert.Equal(signed.Root, later.Event.Directory.Root);
        Assert.NotEqual(signed.Root, earlier.Event.Directory.Root);
        Assert.Null(
            world.Ledger.Directory.FindByTlsPin(new Contract.Members.TlsPublicKey(world.Alice.Tls.ExportSubjectPublicKeyInfo()).Pin));
    }

    [Fact]
    public async Task Proofs_are_made_for_every_size_and_refused_beyond_the_tree()
    {
        await using StorageWorld world = new();
        Sha256Digest[] roots = new Sha256Digest[8];
        for (int i = 0; i < 7; i++)
        {
            await world.AppendAsync(world.Alice);
            roots[i + 1] =
                LogCheckpoints.Verify(world.Ledger.Checkpoint(LogName.Audit), world.Agreement.Verified.Predicate.Logs.Audit).Value.Root;
        }

        for (int size = 1; size <= 7; size++)
        {
            Assert.True(
                MerkleProofs.VerifyConsistency(size, 7, roots[size], roots[7], world.Ledger.ConsistencyProof(LogName.Audit, size, 7)));
        }

        await Refusal.Of(ErrorCode.Malformed, () => Task.FromResult(world.Ledger.ConsistencyProof(LogName.Audit, 3, 8)));
        await Refusal.Of(ErrorCode.Malformed, () => Task.FromResult(world.Ledger.InclusionProof(LogName.Audit, 7, 7)));
        await Refusal.Of(ErrorCode.Malformed, () => Task.FromResult(world.Ledger.InclusionProof(LogName.Audit, -1, 7)));
    }

    [Fact]
    public async Task Who_may_see_an_event_is_who_was_named_when_it_happened()
    {
        await using StorageWorld world = new();
        await world.Ledger
            .WriteAsync(transaction => transaction.AppendEvent(world.Draft(world.Alice, actorSees: true)), StorageWorld.Cancel);
        await world.Ledger.WriteAsync(
            transaction => transaction.AppendEvent(world.Draft(world.Alice, actorSees: false, "institute")),
            StorageWorld.Cancel);
        await world.Ledger
            .WriteAsync(transaction => transaction.AppendEvent(world.Draft(world.Alice, actorSees: false, "lab")), StorageWorld.Cancel);

        Assert.Equal([0L], Seen(world, world.Alice));
        Assert.Equal([1L], Seen(world, world.Carol));
    }

    private static IEnumerable<long> Seen(StorageWorld world, TestMember member) => world.Ledger
        .Read(reader => reader.Events.Query(EventViewer.Of(world.Of(member)), new LogIndex(0), new LogIndex(long.MaxValue), null, 100))
        .Select(seen => seen.Index.Value);
}
