using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using Exchange.Server.Storage;

namespace Exchange.Server.Tests.Storage;

/// <summary>Databases that an older version wrote are brought up to this one, and keep what they hold.</summary>
public sealed class SchemaTests : IAsyncDisposable
{
    private const string ToVersion1 = """
        UPDATE schema_version SET version = 1;
        DROP TABLE policy_changes; DROP TABLE answers; DROP TABLE used_answers; DROP TABLE acknowledgements; DROP TABLE onward;
        """;

    private readonly StorageWorld world = new();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_database_of_version_1_takes_in_what_happens_to_items()
    {
        await world.AppendAsync(world.Alice);
        await world.ReloadAfterAsync(ToVersion1);
        ItemId item = ItemId.New();
        Sha256Digest digest = Sha256Digest.Of([1]);
        await world.Ledger.WriteAsync(
            transaction =>
            {
                transaction.Write.Governance.Answer(item, digest, world.Carol.Id, null, ApprovalAnswer.Approve, digest);
                transaction.Write.Governance.GrantOnward(item, world.Carol.Id);
                return true;
            },
            StorageWorld.Cancel);
        Assert.Single(world.Ledger.Read(reader => reader.Governance.AnswersTo(item, digest)));
        Assert.True(world.Ledger.Read(reader => reader.Governance.WasGrantedOnward(item, world.Carol.Id)));
        Assert.Equal(1, world.Ledger.Read(reader => reader.Events.Find(new LogIndex(0)) is null ? 0 : 1));
    }

    [Fact]
    public async Task A_database_of_version_2_keeps_to_whom_items_were_granted_onward()
    {
        ItemId item = ItemId.New();
        await world.ReloadAfterAsync($"""
            ALTER TABLE onward ADD COLUMN reach INTEGER NOT NULL DEFAULT 1;
            INSERT INTO onward (item, member, reach) VALUES ('{item}', '{world.Carol.Id}', 2);
            UPDATE schema_version SET version = 2;
            """);
        Assert.True(world.Ledger.Read(reader => reader.Governance.WasGrantedOnward(item, world.Carol.Id)));
        Assert.Equal([world.Carol.Id], world.Ledger.Read(reader => reader.Governance.GrantedOnward(item)));

        // Once: it is of this version now.
        await world.ReloadAfterAsync($"INSERT INTO onward (item, member) VALUES ('{item}', '{world.Alice.Id}')");
        Assert.Equal(2, world.Ledger.Read(reader => reader.Governance.GrantedOnward(item)).Count);
    }
}
