using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Server.Storage;
using Exchange.Server.Tests.World;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Exchange.Server.Tests.Storage;

/// <summary>A real ledger in a folder of its own, with one member of each party and a clock to turn.</summary>
internal sealed class StorageWorld : IAsyncDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("exchange-").FullName;
    private readonly LedgerOptions options;

    public StorageWorld(LedgerOptions? options = null)
    {
        this.options = options ?? new LedgerOptions();
        Alice = TestMember.Enrol(Agreement.Id, Agreement.LabRoot, "lab/alice", Role.Submitter);
        Carol = TestMember.Enrol(Agreement.Id, Agreement.InstituteRoot, "institute/carol", Role.Compliance);
        Ledger.Create(Database, Agreement.Verified, [Alice.Membership, Carol.Membership], Agreement.LogKeys);
        Ledger = Load();
    }

    public TestAgreement Agreement { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));

    public LogLines Log { get; } = new();

    public TestMember Alice { get; }

    public TestMember Carol { get; }

    public string Database => Path.Combine(folder, "exchange.db");

    public Ledger Ledger { get; private set; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Member Of(TestMember member) => Ledger.Directory.Find(member.Id)!;

    public EventDraft Draft(TestMember actor, bool actorSees = true, params string[] parties) => new()
    {
        Code = EventCodes.LookupRefused,
        Outcome = EventOutcome.Deny,
        Actor = Of(actor),
        UnknownItem = ItemId.New(),
        PartiesWhoseComplianceSees = [.. parties.Select(PartyName.Parse)],
        ActorSees = actorSees,
    };

    public Task<AppendedEvent> AppendAsync(TestMember actor) =>
        Ledger.WriteAsync(transaction => transaction.AppendEvent(Draft(actor)), Cancel);

    /// <summary>Stops the ledger, does something to its database with SQL, and loads it again.</summary>
    public async Task ReloadAfterAsync(string sql)
    {
        await Ledger.DisposeAsync();
        Execute(sql);
        Ledger = Load();
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA2100", Justification = "the tests' own constants")]
    public void Execute(string sql)
    {
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = Database, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        int rows = command.ExecuteNonQuery();

        // Damage that misses its row would prove nothing.
        Assert.True(rows > 0 || sql.StartsWith("ALTER", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        Alice.Dispose();
        Carol.Dispose();
        Agreement.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private Ledger Load() => Ledger.Load(Database, Agreement.Verified, Agreement.LogKeys, Time, options, Log);
}
