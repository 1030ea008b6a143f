using Exchange.Testing.World;
using Microsoft.Data.Sqlite;

namespace Exchange.EndToEnd;

/// <summary>
/// One byte is changed where it is stored, with the server running on and with it restarted: the audit ends with exit 4.
/// </summary>
public sealed class TamperTests
{
    private const string FlipLast = "substr({0}, 1, length({0}) - 1) || (CASE substr({0}, -1) WHEN x'00' THEN x'01' ELSE x'00' END)";

    [Theory]
    [InlineData("events", "payload", "position = 1", false)]
    [InlineData("events", "payload", "position = 1", true)]
    [InlineData("events", "salt", "position = 0", false)]
    [InlineData("entries", "entry", "log = 2 AND position = 1", false)]
    [InlineData("entries", "entry", "log = 2 AND position = 1", true)]
    [InlineData("tiles", "hashes", "log = 2 AND level = 0", false)]
    [InlineData("tiles", "hashes", "log = 2 AND level = 0", true)]
    [InlineData("statements", "envelope", "digest = (SELECT statement FROM items)", false)]
    [InlineData("statements", "envelope", "digest = (SELECT statement FROM items)", true)]
    public async Task A_changed_row_is_found(string table, string column, string where, bool restart)
    {
        await using TwoOrganisations world = await WorldWithEventsAsync();
        Assert.Equal(1, Change(world, $"UPDATE {table} SET {column} = CAST({string.Format(FlipLast, column)} AS BLOB) WHERE {where}"));
        await AuditFindsItAsync(world, restart);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_changed_sealed_part_is_found(bool restart)
    {
        await using TwoOrganisations world = await WorldWithEventsAsync();
        string part = Directory.EnumerateFiles(Path.Combine(world.ServerHome, "parts"), "1*", SearchOption.AllDirectories)
            .First(path => new FileInfo(path).Length > 1000);
        byte[] bytes = await File.ReadAllBytesAsync(part, TestContext.Current.CancellationToken);
        bytes[^20] ^= 1;
        await File.WriteAllBytesAsync(part, bytes, TestContext.Current.CancellationToken);
        await AuditFindsItAsync(world, restart);
    }

    private static async Task<TwoOrganisations> WorldWithEventsAsync()
    {
        TwoOrganisations world = await TwoOrganisations.StartAsync();
        string file = Path.Combine(world.Folder, "note.txt");
        await File.WriteAllTextAsync(file, "a short note", TestContext.Current.CancellationToken);
        string item = await world.SubmitAsync(file);
        (await world.AsAsync("bob", "pull", item, "-o", Path.Combine(world.Folder, "out"), "--purpose", "research")).Expect(0);
        (await world.AsAsync("carol", "audit", "verify", "--full")).Expect(0);
        world.Damaged = true;
        return world;
    }

    private static async Task AuditFindsItAsync(TwoOrganisations world, bool restart)
    {
        if (restart)
        {
            await world.RestartAsync();
        }

        (await world.AsAsync("carol", "audit", "verify", "--full")).Expect(4);
    }

    private static int Change(TwoOrganisations world, string sql)
    {
        using SqliteConnection connection = new($"Data Source={Path.Combine(world.ServerHome, "exchange.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }
}
