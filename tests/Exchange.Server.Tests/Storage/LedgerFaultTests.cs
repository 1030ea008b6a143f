using Exchange.Contract.Errors;
using Exchange.Server.Storage;
using Exchange.Server.Tests.World;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Exchange.Server.Tests.Storage;

/// <summary>What SQLite says of the disk, said inside a story, where its own errors come from too.</summary>
public sealed class LedgerFaultTests
{
    private const int InputOutputError = 10;
    private const int Full = 13;

    [Fact]
    public async Task A_full_disk_voids_the_batch_and_the_next_one_finds_room()
    {
        await using StorageWorld world = new();
        List<string> undone = [];
        HeldWriter held = new(world.Ledger);
        Task<AppendedEvent> before = AppendUndoable(world, "before", undone);
        Task full = Fail(world, Full, "full", undone);
        Task<AppendedEvent> after = AppendUndoable(world, "after", undone);
        await held.LetGoAsync();
        held.Dispose();

        await Refusal.Of(ErrorCode.StorageFull, () => before);
        await Refusal.Of(ErrorCode.StorageFull, () => full);
        await Refusal.Of(ErrorCode.StorageFull, () => after);
        Assert.Equal(["full", "before"], undone);
        Assert.Equal(0, world.Ledger.Read(reader => reader.Logs.Size(LogName.Audit)));

        Assert.Equal(0, (await world.AppendAsync(world.Alice)).Index.Value);
        await world.ReloadAfterAsync("UPDATE schema_version SET version = version");
        Assert.False(world.Ledger.IsDamaged);
    }

    [Fact]
    public async Task After_an_error_of_the_disk_nothing_is_written_until_it_is_loaded_again()
    {
        await using StorageWorld world = new();
        await world.AppendAsync(world.Alice);
        List<string> undone = [];

        await Refusal.Of(ErrorCode.Unavailable, () => Fail(world, InputOutputError, "failed", undone));
        await Refusal.Of(ErrorCode.Unavailable, () => world.AppendAsync(world.Alice));
        await Refusal.Of(ErrorCode.Unavailable, () => Fail(world, Full, "later", undone));

        // Whether the batch is stored is not known, so what it put beside the database stays.
        Assert.Empty(undone);
        Assert.Equal(1, world.Ledger.Read(reader => reader.Logs.Size(LogName.Audit)));
        Assert.Single(world.Log.All, line => line.Level == LogLevel.Critical);
        await world.ReloadAfterAsync("UPDATE schema_version SET version = version");
        Assert.Equal(1, (await world.AppendAsync(world.Alice)).Index.Value);
    }

    [Fact]
    public async Task A_refused_story_is_undone_beside_the_database_too_the_last_first()
    {
        await using StorageWorld world = new();
        List<string> undone = [];

        await Refusal.Of(ErrorCode.Conflict, () => world.Ledger.WriteAsync<int>(
            transaction =>
            {
                transaction.UndoneBy(() => undone.Add("first"));
                transaction.UndoneBy(() => throw new IOException("the test's own"));
                transaction.UndoneBy(() => undone.Add("last"));
                throw new RefusedException(ErrorCode.Conflict, "as the test wants it");
            },
            StorageWorld.Cancel));

        Assert.Equal(["last", "first"], undone);
        Assert.Equal(0, (await world.AppendAsync(world.Alice)).Index.Value);
    }

    [Fact]
    public async Task What_gathers_in_the_log_is_written_into_the_database()
    {
        await using StorageWorld world = new();
        long before = new FileInfo(world.Database).Length;
        for (int i = 0; i < 300; i++)
        {
            await world.AppendAsync(world.Alice);
        }

        // Without checkpoints the log would hold every page of every commit: more than ten each.
        const int Page = 4096;
        Assert.InRange(new FileInfo(world.Database + "-wal").Length, 1, 2 * LedgerBatches.LongestLog * Page);
        Assert.True(new FileInfo(world.Database).Length > before);
    }

    [Fact]
    public async Task A_loaded_ledger_has_left_nothing_in_the_log()
    {
        await using StorageWorld world = new();
        await world.AppendAsync(world.Alice);
        string copy = System.IO.Directory.CreateTempSubdirectory("exchange-").FullName;
        string database = Path.Combine(copy, "exchange.db");

        // As a crash leaves it: the log holds a commit that the database does not.
        File.Copy(world.Database, database);
        File.Copy(world.Database + "-wal", database + "-wal");
        await using (Ledger loaded =
            Ledger.Load(database, world.Agreement.Verified, world.Agreement.LogKeys, world.Time, new LedgerOptions(), world.Log))
        {
            Assert.Equal(1, loaded.Read(reader => reader.Logs.Size(LogName.Audit)));
            Assert.Equal(0, new FileInfo(database + "-wal").Length);
        }

        System.IO.Directory.Delete(copy, recursive: true);
    }

    private static Task<AppendedEvent> AppendUndoable(StorageWorld world, string name, List<string> undone) => world.Ledger.WriteAsync(
        transaction =>
        {
            transaction.UndoneBy(() => undone.Add(name));
            return transaction.AppendEvent(world.Draft(world.Alice));
        },
        StorageWorld.Cancel);

    private static Task<AppendedEvent> Fail(StorageWorld world, int code, string name, List<string> undone) =>
        world.Ledger.WriteAsync<AppendedEvent>(
            transaction =>
            {
                transaction.UndoneBy(() => undone.Add(name));
                transaction.AppendEvent(world.Draft(world.Alice));
                throw new SqliteException("as the test wants it", code);
            },
            StorageWorld.Cancel);
}
