using Exchange.Client.Checkpoints;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Tests.Fakes;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Client.Tests.Log;

public sealed class CheckpointMemoryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Parties parties = new();

    public void Dispose()
    {
        folder.Dispose();
        parties.Dispose();
    }

    [Fact]
    public async Task A_log_that_grows_is_followed_and_remembered()
    {
        FakeLog log = LogOf(3);
        using (CheckpointMemory memory = Memory(log))
        {
            Assert.Null(memory.Last(LogName.Audit));
            Assert.Equal(3, (await memory.AdvanceAsync(LogName.Audit, Token)).Value.Size);
            await memory.AdvanceAsync(LogName.Audit, Token);
            Assert.Equal(0, log.ProofsAsked);
        }

        log.Append("more");
        using CheckpointMemory again = Memory(log);
        Assert.Equal(3, again.SizeOf(LogName.Audit));
        Assert.Equal(4, (await again.AdvanceAsync(LogName.Audit, Token)).Value.Size);
        Assert.Equal(1, log.ProofsAsked);
        Assert.Equal(0, again.SizeOf(LogName.Directory));
    }

    [Fact]
    public async Task A_log_that_shows_fewer_entries_went_back()
    {
        await SeeAsync(LogOf(5));
        Assert.Equal(VerificationFault.LogWentBack, await FaultAsync(LogOf(4)));
        Assert.Equal(VerificationFault.LogWentBack, await FaultAsync(LogOf(0)));
    }

    [Fact]
    public async Task Two_roots_at_one_size_are_a_fork()
    {
        await SeeAsync(LogOf(5));
        Assert.Equal(VerificationFault.LogForked, await FaultAsync(LogOf(5, "other")));
    }

    [Fact]
    public async Task A_larger_log_that_does_not_begin_with_the_one_seen_is_a_fork()
    {
        await SeeAsync(LogOf(5));
        Assert.Equal(VerificationFault.LogForked, await FaultAsync(LogOf(9, "other")));
    }

    [Fact]
    public async Task A_checkpoint_of_another_key_or_another_log_is_not_signed()
    {
        FakeLog log = LogOf(2);
        using NoteSigner impostor = new(Parties.AuditOrigin, Ed25519SigningKey.Generate());
        Checkpoint checkpoint = Checkpoint.Parse(SignedNote.Parse(log.Checkpoint()).Text);
        foreach (byte[] note in (byte[][])[
            FakeLog.Sign(checkpoint, impostor), FakeLog.Sign(checkpoint with { Origin = Parties.DirectoryOrigin }, parties.AuditSigner),
            [], [.. log.Checkpoint(), 10]])
        {
            using CheckpointMemory memory =
                new(folder.Path, parties.Agreement, (_, _) => Task.FromResult<ReadOnlyMemory<byte>>(note), log.ProveAsync);
            VerificationException refused =
                await Assert.ThrowsAsync<VerificationException>(() => memory.AdvanceAsync(LogName.Audit, Token));
            Assert.Equal(VerificationFault.CheckpointNotSigned, refused.Fault);
            Assert.Null(memory.Last(LogName.Audit));
        }
    }

    [Fact]
    public async Task What_was_refused_is_not_remembered()
    {
        await SeeAsync(LogOf(5));
        await FaultAsync(LogOf(9, "other"));
        using CheckpointMemory memory = Memory(LogOf(6));
        Assert.Equal(6, (await memory.AdvanceAsync(LogName.Audit, Token)).Value.Size);
    }

    [Fact]
    public async Task A_kept_receipts_older_checkpoint_must_lead_to_the_one_seen_and_does_not_replace_it()
    {
        FakeLog log = LogOf(7);
        await SeeAsync(log);
        using CheckpointMemory memory = Memory(log);
        await memory.AcceptAsync(LogName.Audit, LogOf(4).Checkpoint(), atLeast: 0, Token);
        Assert.Equal(7, memory.SizeOf(LogName.Audit));
        VerificationException forked = await Assert.ThrowsAsync<VerificationException>(
            () => memory.AcceptAsync(LogName.Audit, LogOf(4, "other").Checkpoint(), atLeast: 0, Token));
        Assert.Equal(VerificationFault.LogForked, forked.Fault);
    }

    [Fact]
    public async Task A_checkpoint_that_another_program_overtook_accuses_nobody()
    {
        FakeLog log = LogOf(5);
        using CheckpointMemory slow = new(folder.Path, parties.Agreement, FetchThenOvertakeAsync, log.ProveAsync);
        Assert.Equal(5, (await slow.AdvanceAsync(LogName.Audit, Token)).Value.Size);
        Assert.Equal(6, slow.SizeOf(LogName.Audit));

        async Task<ReadOnlyMemory<byte>> FetchThenOvertakeAsync(LogName name, CancellationToken cancellationToken)
        {
            byte[] fetched = log.Checkpoint();
            log.Append("meanwhile");
            await SeeAsync(log);
            return fetched;
        }
    }

    [Fact]
    public async Task Damaged_memory_is_no_beginning_from_nothing()
    {
        await SeeAsync(LogOf(5));
        string path = Assert.Single(System.IO.Directory.GetFiles(folder.Path, "checkpoint-*"));
        File.WriteAllText(path, "nothing\n");
        Assert.Equal(VerificationFault.LocalMemoryDamaged, await FaultAsync(LogOf(6)));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FakeLog LogOf(int size, string first = "entry 0")
    {
        FakeLog log = new(parties.AuditSigner, Parties.AuditOrigin);
        for (int i = 0; i < size; i++)
        {
            log.Append(i == 0 ? first : $"entry {i}");
        }

        return log;
    }

    private CheckpointMemory Memory(FakeLog log) => new(folder.Path, parties.Agreement, log.FetchAsync, log.ProveAsync);

    private async Task SeeAsync(FakeLog log)
    {
        using CheckpointMemory memory = Memory(log);
        await memory.AdvanceAsync(LogName.Audit, Token);
    }

    private async Task<VerificationFault> FaultAsync(FakeLog log)
    {
        using CheckpointMemory memory = Memory(log);
        return (await Assert.ThrowsAsync<VerificationException>(() => memory.AdvanceAsync(LogName.Audit, Token))).Fault;
    }
}
