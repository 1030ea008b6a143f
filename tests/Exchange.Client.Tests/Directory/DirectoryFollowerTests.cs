using Exchange.Client.Checkpoints;
using Exchange.Client.Directory;
using Exchange.Client.Errors;
using Exchange.Client.Keys;
using Exchange.Client.Tests.Fakes;
using Exchange.Client.Transport;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Dsse;

namespace Exchange.Client.Tests.Directory;

public sealed class DirectoryFollowerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Parties parties = new();
    private readonly DeviceKeys dana = DeviceKeys.Generate();
    private readonly DeviceKeys alice = DeviceKeys.Generate();
    private readonly List<DsseEnvelope> logged = [];
    private readonly List<long> asked = [];
    private FakeLog log;
    private Func<List<DsseEnvelope>, List<DsseEnvelope>> served = envelopes => envelopes;

    public DirectoryFollowerTests()
    {
        log = new FakeLog(parties.DirectorySigner, Parties.DirectoryOrigin);
        Append(parties.Signed);
        Append(parties.Enrol("lab/dana", dana, parties.LabRoot.Signer, Role.Administrator));
    }

    public void Dispose()
    {
        folder.Dispose();
        parties.Dispose();
        dana.Dispose();
        alice.Dispose();
    }

    [Fact]
    public async Task The_directory_is_replayed_and_only_what_is_new_is_fetched_again()
    {
        Assert.Equal(2, (await FollowAsync()).Size);
        Append(parties.Enrol("lab/alice", alice, dana.Signer, Role.Submitter));
        DirectoryHistory history = await FollowAsync();
        Assert.NotNull(history.Latest.Find(MemberName.Parse("lab/alice")));
        Assert.Null(history.At(2)!.Find(MemberName.Parse("lab/alice")));
        Assert.Equal(history.Checkpoint.Value.Root, history.RootAt(3));
        Assert.Equal((null, null), (history.At(4), history.RootAt(0)));
        Assert.Equal([0, 2], asked);
    }

    [Fact]
    public async Task A_statement_that_is_withheld_is_missing()
    {
        served = envelopes => envelopes[..^1];
        Assert.Equal(VerificationFault.StatementMissing, await FaultAsync());
    }

    [Fact]
    public async Task A_statement_that_is_swapped_does_not_hash_to_the_checkpoint()
    {
        DsseEnvelope other = parties.Enrol("lab/eve", alice, parties.LabRoot.Signer, Role.Administrator);
        served = envelopes => [.. envelopes[..^1], other];
        Assert.Equal(VerificationFault.StatementSwapped, await FaultAsync());
    }

    [Fact]
    public async Task A_member_whom_nobody_entitled_signed_counts_nothing_even_when_logged()
    {
        Append(parties.Enrol("institute/eve", alice, dana.Signer, Role.Reader));
        Assert.Equal(VerificationFault.MemberNotChained, await FaultAsync());
    }

    [Fact]
    public async Task Another_agreement_at_entry_0_is_not_ours()
    {
        using Parties others = new();
        log = new FakeLog(parties.DirectorySigner, Parties.DirectoryOrigin);
        logged.Clear();
        Append(others.Signed);
        Assert.Equal(VerificationFault.StatementSwapped, await FaultAsync());
    }

    [Fact]
    public async Task A_revocation_that_was_seen_cannot_be_taken_back()
    {
        Append(parties.Enrol("lab/alice", alice, dana.Signer, Role.Submitter));
        DirectoryHistory history = await FollowAsync();
        log = new FakeLog(parties.DirectorySigner, Parties.DirectoryOrigin);
        logged.Clear();
        Append(history.Envelopes[0]);
        Append(history.Envelopes[1]);
        Assert.Equal(VerificationFault.LogWentBack, await FaultAsync());
        Append(parties.Enrol("lab/eve", alice, dana.Signer, Role.Submitter));
        Assert.Equal(VerificationFault.LogForked, await FaultAsync());
    }

    [Fact]
    public async Task A_damaged_cache_is_fetched_anew()
    {
        Append(parties.Enrol("lab/alice", alice, dana.Signer, Role.Submitter));
        await FollowAsync();
        string cached = folder.Join("directory", "000001.json");
        File.WriteAllBytes(cached, File.ReadAllBytes(folder.Join("directory", "000002.json")));
        Assert.Equal(3, (await FollowAsync()).Size);
        File.WriteAllText(cached, "torn");
        Assert.Equal(3, (await FollowAsync()).Size);
        Assert.Equal([0, 3, 0, 1], asked);
    }

    private void Append(DsseEnvelope statement)
    {
        logged.Add(statement);
        log.Append(statement.PayloadDigest);
    }

    private async Task<DirectoryHistory> FollowAsync()
    {
        using CheckpointMemory memory = new(folder.Path, parties.Agreement, log.FetchAsync, log.ProveAsync);
        return await new DirectoryFollower(parties.Agreement, folder.Path, memory, FetchAsync)
            .FollowAsync(TestContext.Current.CancellationToken);
    }

    private async Task<VerificationFault> FaultAsync() => (await Assert.ThrowsAsync<VerificationException>(FollowAsync)).Fault;

    private Task<DirectoryPage> FetchAsync(long from, CancellationToken cancellationToken)
    {
        asked.Add(from);
        return Task.FromResult(new DirectoryPage(served([.. logged.Skip((int)from)]), log.Checkpoint()));
    }
}
