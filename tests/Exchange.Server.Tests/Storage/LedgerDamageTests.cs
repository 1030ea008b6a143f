using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Formats.Tlog;
using Exchange.Server.Storage;
using Exchange.Server.Tests.World;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Tests.Storage;

public sealed class LedgerDamageTests
{
    [Theory]
    [InlineData("UPDATE tiles SET hashes = zeroblob(32) || SUBSTR(hashes, 33) WHERE log = 2 AND level = 0")]
    [InlineData("UPDATE tiles SET hashes = zeroblob(32) || SUBSTR(hashes, 33) WHERE log = 1 AND level = 0")]
    [InlineData("UPDATE tiles SET hashes = hashes || zeroblob(32) WHERE log = 2 AND level = 0")]
    [InlineData("UPDATE tiles SET hashes = SUBSTR(hashes, 1, 32) WHERE log = 2 AND level = 0")]
    [InlineData("DELETE FROM tiles WHERE log = 2")]
    [InlineData("UPDATE entries SET entry = zeroblob(32) WHERE log = 2 AND position = 1")]
    [InlineData("UPDATE entries SET entry = 'text' WHERE log = 2 AND position = 1")]
    [InlineData("DELETE FROM entries WHERE log = 2 AND position = 1")]
    [InlineData("INSERT INTO entries VALUES (2, 3, zeroblob(32))")]
    [InlineData("UPDATE directory SET envelope = (SELECT envelope FROM directory WHERE position = 1) WHERE position = 2")]
    [InlineData("UPDATE directory SET envelope = zeroblob(10) WHERE position = 1")]
    [InlineData("DELETE FROM directory WHERE position = 2")]
    [InlineData("UPDATE checkpoints SET note = (SELECT note FROM checkpoints WHERE log = 1) WHERE log = 2")]
    [InlineData("DELETE FROM checkpoints WHERE log = 2")]
    [InlineData("UPDATE events SET payload = payload || 'x' WHERE position = 2")]
    [InlineData("DELETE FROM events WHERE position = 0")]
    public async Task What_is_damaged_refuses_writes_and_is_named_in_the_log_while_the_rest_is_served(string damage)
    {
        await using StorageWorld world = new();
        for (int i = 0; i < 3; i++)
        {
            await world.AppendAsync(world.Alice);
        }

        await world.ReloadAfterAsync(damage);

        Assert.True(world.Ledger.IsDamaged);
        Assert.NotEmpty(world.Log.Errors);
        await Refusal.Of(ErrorCode.DataLoss, () => world.Ledger.WriteAsync(_ => true, StorageWorld.Cancel));
        Assert.NotEmpty(world.Ledger.Checkpoint(LogName.Directory));
        Assert.NotEmpty(world.Ledger.Directory.Members);
    }

    [Fact]
    public async Task A_changed_tile_under_a_right_root_is_found()
    {
        await using StorageWorld world = new();
        await world.Ledger.WriteAsync(
            transaction =>
            {
                for (int i = 0; i < 600; i++)
                {
                    transaction.AppendEvent(world.Draft(world.Alice));
                }

                return true;
            },
            StorageWorld.Cancel);

        // The full tile 0 lies below hashes of level 1, which alone make the root.
        await world.ReloadAfterAsync(
            "UPDATE tiles SET hashes = zeroblob(32) || SUBSTR(hashes, 33) WHERE log = 2 AND level = 0 AND position = 0");
        Assert.True(world.Ledger.IsDamaged);
    }

    [Fact]
    public async Task Reads_see_what_is_stored_and_not_what_was_written()
    {
        await using StorageWorld world = new();
        await world.AppendAsync(world.Alice);
        TileCoordinate tile = new(0, 0, 1);
        Assert.NotNull(world.Ledger.Tile(LogName.Audit, tile));

        world.Execute("UPDATE tiles SET hashes = zeroblob(32) WHERE log = 2");
        Assert.Equal(new byte[32], world.Ledger.Tile(LogName.Audit, tile));

        world.Execute("UPDATE events SET payload = payload || 'x'");
        await Refusal.Of(ErrorCode.DataLoss, () => Task.FromResult(world.Ledger.AuditReceipt(new LogIndex(0))));
    }

    [Fact]
    public async Task After_a_write_that_failed_nothing_more_is_written_and_reads_go_on()
    {
        await using StorageWorld world = new();
        await world.AppendAsync(world.Alice);
        world.Execute("ALTER TABLE entries RENAME TO gone");

        await Refusal.Of(ErrorCode.Unavailable, () => world.AppendAsync(world.Alice));
        world.Execute("ALTER TABLE gone RENAME TO entries");
        await Refusal.Of(ErrorCode.Unavailable, () => world.AppendAsync(world.Alice));
        Assert.Single(world.Log.Errors);
        Assert.False(world.Ledger.AuditReceipt(new LogIndex(0)).Bytes.IsEmpty);
    }

    [Fact]
    public async Task Two_servers_never_share_a_ledger()
    {
        await using StorageWorld world = new();

        Assert.Throws<IOException>(() =>
            Ledger.Load(world.Database, world.Agreement.Verified, world.Agreement.LogKeys, world.Time, new LedgerOptions(), world.Log));
    }

    [Fact]
    public async Task Logs_are_never_begun_twice_nor_by_loading()
    {
        await using StorageWorld world = new();
        string elsewhere = world.Database + ".elsewhere";

        Assert.Throws<IOException>(() => Ledger.Create(world.Database, world.Agreement.Verified, [], world.Agreement.LogKeys));
        Assert.Throws<SqliteException>(() =>
            Ledger.Load(elsewhere, world.Agreement.Verified, world.Agreement.LogKeys, world.Time, new LedgerOptions(), world.Log));
        Assert.False(File.Exists(elsewhere));
    }
}
