using Exchange.Contract.Wire;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Exchange.Hostile.World;
using Google.Protobuf;
using LogName = Exchange.Client.Home.LogName;

namespace Exchange.Hostile.Servers;

/// <summary>
/// S4, S6, S7: a log that goes back, or of which two are shown. Whoever saw it before notices, and goes on remembering what was seen.
/// </summary>
public sealed class LogTests
{
    [Fact]
    public async Task An_audit_log_restored_from_an_older_copy_is_caught()
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        string older = world.KeepServer();
        await SubmitAsync(world);
        await VerifyAsync(world);
        string newer = world.KeepServer();
        await world.WhileStoppedAsync(() => world.PutBackServer(older));
        await world.IsCaughtAsync("carol", Findings.AuditLogWentBack, Remembers.Nothing, "audit", "verify");

        // What is handed in now takes the place of what was there: the receipt itself contradicts what alice has.
        await world.IsCaughtAsync(
            "alice", Findings.AuditLogOfTwoRoots, Remembers.Nothing, "submit", Path.Combine(world.Folder, "second.txt"), "--to",
            "institute/bob");
        await world.WhileStoppedAsync(() => world.PutBackServer(newer));
        await VerifyAsync(world);
        await SubmitAsync(world);
    }

    [Fact]
    public async Task A_directory_restored_from_an_older_copy_is_caught()
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        string older = world.KeepServer();
        await RevokeMalloryAsync(world);
        (await world.AsAsync("alice", "inbox")).Expect(0);
        string newer = world.KeepServer();
        await world.WhileStoppedAsync(() => world.PutBackServer(older));
        await world.IsCaughtAsync("alice", Findings.DirectoryWentBack, Remembers.Nothing, "inbox");
        await world.WhileStoppedAsync(() => world.PutBackServer(newer));
        (await world.AsAsync("alice", "inbox")).Expect(0);
    }

    [Theory]
    [InlineData(LogName.Audit)]
    [InlineData(LogName.Directory)]
    public async Task Truncated_and_rewritten_trees_that_are_truly_signed_are_caught(LogName log)
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        await VerifyAsync(world);
        Checkpoint honest = Forgery.Read(await CheckpointAsync(world, log));
        Sha256Digest other = Sha256Digest.Of("other"u8);
        bool audit = log == LogName.Audit;
        (Checkpoint Shown, Finding Expected)[] cheats =
        [
            (honest with { Size = honest.Size - 1, Root = other }, audit ? Findings.AuditLogWentBack : Findings.DirectoryWentBack),
            (honest with { Root = other }, audit ? Findings.AuditLogOfTwoRoots : Findings.DirectoryOfTwoRoots),
            (honest with { Size = honest.Size + 1, Root = other }, audit ? Findings.AuditLogUnproven : Findings.DirectoryUnproven),
        ];
        foreach ((Checkpoint shown, Finding expected) in cheats)
        {
            await IsCaughtAsync(world, log, Sign(shown), expected);
        }

        // With a proof, for what it is worth.
        ProofResponse proof = new() { Hashes = { ByteString.CopyFrom(other.ToArray()), ByteString.CopyFrom(honest.Root.ToArray()) } };
        Checkpoint longer = honest with { Size = honest.Size + 1, Root = other };
        await IsCaughtAsync(world, log, Sign(longer), audit ? Findings.AuditLogForked : Findings.DirectoryForked, proof);

        byte[] Sign(Checkpoint shown) => Forgery.Checkpoint(world.Server.Home, (Server.Storage.LogName)(int)log, shown.Size, shown.Root);
    }

    [Theory]
    [InlineData(LogName.Audit)]
    [InlineData(LogName.Directory)]
    public async Task Checkpoints_that_the_log_did_not_sign_are_not_believed(LogName log)
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        await VerifyAsync(world);
        byte[] honest = await CheckpointAsync(world, log);
        byte[] others = await CheckpointAsync(world, log == LogName.Audit ? LogName.Directory : LogName.Audit);
        await IsCaughtAsync(world, log, Forgery.SignedByAnother(honest, Forgery.Read(honest).Origin), Findings.CheckpointUnsigned);
        await IsCaughtAsync(world, log, others, Findings.CheckpointUnsigned);
    }

    [Fact]
    public async Task A_fork_is_caught_by_whoever_is_shown_both_sides()
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        (await world.AsAsync("bob", "inbox")).Expect(0);
        string common = world.KeepServer();

        // One history for alice, another for bob and carol.
        string alices = await SubmitAsync(world);
        await SubmitAsync(world);
        await SubmitAsync(world);
        string left = world.KeepServer();
        await world.WhileStoppedAsync(() => world.PutBackServer(common));
        await world.OpensAsync(world.First);
        await VerifyAsync(world);
        string right = world.KeepServer();

        // Bob is shown the other side: its log is longer, and does not begin with his.
        await world.WhileStoppedAsync(() => world.PutBackServer(left));
        await world.PullIsCaughtAsync(world.First, Findings.AuditLogForked);

        // Carol is given alice's receipt by hand, and holds it against the side that she is shown.
        string given = Path.Combine(world.HomeOf("carol"), "sandbox", "receipts", Path.GetFileName(alices));
        await world.WhileStoppedAsync(() => world.PutBackServer(right));
        File.Copy(alices, given);
        await world.IsCaughtAsync("carol", Findings.ReceiptOfAnotherHistory, Remembers.Nothing, "audit", "verify");
        File.Delete(given);
        await VerifyAsync(world);
        await world.OpensAsync(world.First);
    }

    private static async Task IsCaughtAsync(HostileWorld world, LogName log, byte[] note, Finding expected, ProofResponse? proof = null)
    {
        ByteString bytes = ByteString.CopyFrom(note);
        world.Server.Cheat = log == LogName.Audit
            ? Answers.Change<GetCheckpointResponse>("Log/GetCheckpoint", answer => answer.Note = bytes)
            : Answers.Replace<ReplayResponse>(
                "Directory/Replay",
                message => [message.ContentCase == ReplayResponse.ContentOneofCase.Checkpoint
                    ? new ReplayResponse { Checkpoint = bytes }
                    : message]);
        if (proof is not null)
        {
            world.Server.Cheat = Answers.Both(world.Server.Cheat, Answers.Give("Log/GetConsistencyProof", proof));
        }

        await world.IsCaughtAsync("carol", expected, Remembers.Nothing, "audit", "verify");
        world.Server.Cheat = null;
        await VerifyAsync(world);
    }

    private static async Task<byte[]> CheckpointAsync(HostileWorld world, LogName log)
    {
        using Liar carol = await Liar.OpenAsync(world, "carol");
        return (await carol.Participant.Server.Logs.GetCheckpointAsync(log, TestContext.Current.CancellationToken)).ToArray();
    }

    private static async Task VerifyAsync(HostileWorld world) => (await world.AsAsync("carol", "audit", "verify")).Expect(0);

    private static async Task<string> SubmitAsync(HostileWorld world) =>
        (await world.AsAsync("alice", "submit", Path.Combine(world.Folder, "first.txt"), "--to", "institute/bob", "--json"))
            .Expect(0).Json.GetProperty("receipt").GetProperty("file").GetString()!;

    private static async Task RevokeMalloryAsync(HostileWorld world) =>
        (await world.AsAsync("dana", "member", "revoke", "lab/mallory", "--reason", "left")).Expect(0);
}
