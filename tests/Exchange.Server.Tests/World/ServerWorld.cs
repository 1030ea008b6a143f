using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Dsse;
using Exchange.Server.Audit;
using Exchange.Server.Grants;
using Exchange.Server.Items;
using Exchange.Server.Retrieval;
using Exchange.Server.Storage;
using Exchange.Server.Submission;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Exchange.Server.Tests.World;

/// <summary>
/// The server's operations over a real ledger in a folder of its own, with the members of two parties and a clock to turn.
/// </summary>
internal sealed class ServerWorld : IAsyncDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("exchange-").FullName;

    public ServerWorld()
    {
        Alice = TestMember.Enrol(Agreement.Id, Agreement.LabRoot, "lab/alice", Role.Submitter);
        Lena = TestMember.Enrol(Agreement.Id, Agreement.LabRoot, "lab/lena", Role.Compliance);
        Mallory = TestMember.Enrol(Agreement.Id, Agreement.LabRoot, "lab/mallory", Role.Submitter);
        Bob = TestMember.Enrol(Agreement.Id, Agreement.InstituteRoot, "institute/bob", Role.Reader);
        Eve = TestMember.Enrol(Agreement.Id, Agreement.InstituteRoot, "institute/eve", Role.Reader);
        Carol = TestMember.Enrol(Agreement.Id, Agreement.InstituteRoot, "institute/carol", Role.Compliance);

        string database = Path.Combine(folder, "exchange.db");
        Ledger.Create(database, Agreement.Verified, [.. Everybody.Select(member => member.Membership)], Agreement.LogKeys);
        Ledger = Ledger.Load(database, Agreement.Verified, Agreement.LogKeys, Time, new LedgerOptions(), NullLogger.Instance);
        Uploads = new UploadStore(Path.Combine(folder, "uploads"), Time);
        Parts = new PartStore(Path.Combine(folder, "parts"));
        Lookup = new ItemLookup(Ledger, Shelf);
        Upload = new PartUpload(Ledger, Shelf, Uploads, new UploadSlots(), NullLogger<PartUpload>.Instance);
        Intake = new SubmissionIntake(Ledger, Shelf, Uploads, Parts);
        Door = new ReleaseDoor(Ledger, Shelf);
        Listing = new ItemListing(Ledger, Shelf);
        Download = new PartDownload(Lookup, Parts);
        GrantList = new GrantListing(Ledger, Lookup);
        GrantMore = new GrantAddition(Ledger, Shelf, Lookup);
        Query = new AuditQuery(Ledger);
        Heads = new ItemHeads(Ledger, Lookup, Agreement.LogKeys);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));

    public TestAgreement Agreement { get; } = new();

    /// <summary>Of the lab, submitter.</summary>
    public TestMember Alice { get; }

    /// <summary>Of the lab, compliance.</summary>
    public TestMember Lena { get; }

    /// <summary>Of the lab, submitter.</summary>
    public TestMember Mallory { get; }

    /// <summary>Of the institute, reader, in the audience of what Alice sends.</summary>
    public TestMember Bob { get; }

    /// <summary>Of the institute, reader, in no audience.</summary>
    public TestMember Eve { get; }

    /// <summary>Of the institute, compliance.</summary>
    public TestMember Carol { get; }

    public IReadOnlyList<TestMember> Everybody => [Alice, Lena, Mallory, Bob, Eve, Carol];

    public Ledger Ledger { get; }

    public ItemShelf Shelf { get; } = new();

    public UploadStore Uploads { get; }

    public PartStore Parts { get; }

    public ItemLookup Lookup { get; }

    public PartUpload Upload { get; }

    public SubmissionIntake Intake { get; }

    public ReleaseDoor Door { get; }

    public ItemListing Listing { get; }

    public PartDownload Download { get; }

    public GrantListing GrantList { get; }

    public GrantAddition GrantMore { get; }

    public AuditQuery Query { get; }

    public ItemHeads Heads { get; }

    public string Folder => folder;

    public Member Of(TestMember member) => Ledger.Directory.Find(member.Id)!;

    public async Task<IReadOnlyList<AuditEvent>> EventsFor(TestMember member)
    {
        List<AuditEvent> events = [];
        await foreach (StoredEvent stored in Query.EventsAsync(
            member.Id, new LogIndex(0), new LogIndex(long.MaxValue), null, TestContext.Current.CancellationToken))
        {
            events.Add(stored.Commitment.Read());
        }

        return events;
    }

    public AuditEvent EventOf(EncodedReceipt receipt) => ReceiptVerifier.VerifyAudit(receipt.Span, Agreement.Verified).Said!;

    /// <summary>Takes a membership that follows another one into the directory.</summary>
    public Task Enrol(DsseEnvelope membership) =>
        Ledger.WriteAsync(transaction => transaction.AppendDirectory(membership), TestContext.Current.CancellationToken);

    public Task Revoke(TestMember member) => Ledger.WriteAsync(
        transaction => transaction.AppendDirectory(member.Revocation(
            Agreement.Id, member.Name.Party.ToString() == "lab" ? Agreement.LabRoot : Agreement.InstituteRoot)),
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        foreach (TestMember member in Everybody)
        {
            member.Dispose();
        }

        Agreement.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }
}
