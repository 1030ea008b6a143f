using System.Security.Cryptography;
using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Items;
using Exchange.Client.Joining;
using Exchange.Client.Keys;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Formats.Dsse;
using Exchange.Testing.World;

namespace Exchange.EndToEnd.Peers;

/// <summary>
/// Two organisations with a server that runs, two items, and logs that have grown, for others' programs to read: one for all of
/// their tests. The whole log is audited when it ends.
/// </summary>
public sealed class PeerWorld : IAsyncLifetime
{
    /// <summary>Enough that the audit log has a full tile of 256 hashes, and so a second level.</summary>
    private const int RefusedLookups = 260;

    /// <summary>So many of them before the old checkpoint is taken: its size is no power of two, and its proof no trivial one.</summary>
    private const int EarlyLookups = 10;

    private readonly List<Participant> participants = [];
    private TwoOrganisations world = null!;

    public string Address => world.Address;

    /// <summary>What was submitted: four chunks of age, the last one short.</summary>
    public byte[] Content { get; } = RandomNumberGenerator.GetBytes((3 * 65536) + 17);

    public IReadOnlyList<string> Items { get; private set; } = [];

    public Participant Bob { get; private set; } = null!;

    /// <summary>Bob's folder: agreement, keys, receipts.</summary>
    public string BobFolder => Path.Combine(world.Folder, "bob", "sandbox");

    /// <summary>The first item, verified.</summary>
    public VerifiedItem Item { get; private set; } = null!;

    /// <summary>The first item's statement as the server gave it.</summary>
    public DsseEnvelope Statement { get; private set; } = null!;

    public string AuditKeyFile => Path.Combine(world.ServerHome, "keys", "audit.key");

    /// <summary>Bob's receipt for the release of the first item's contents.</summary>
    public string ReleaseReceipt { get; private set; } = null!;

    /// <summary>A membership that was added to the directory, and the receipt for it.</summary>
    public (string Statement, string Receipt) Membership { get; private set; }

    public string In(string name) => Path.Combine(world.Folder, name);

    /// <summary>Where a log's checkpoint lies, as it was when the log was small.</summary>
    public string OldCheckpoint(LogName log) => In($"old-{log}");

    public Task<CommandResult> AsAsync(string person, params string[] arguments) => world.AsAsync(person, arguments);

    public async ValueTask InitializeAsync()
    {
        world = await TwoOrganisations.StartAsync();
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Bob = await OpenAsync("bob", cancel);

        // 1. An item, and checkpoints to be consistent with later.
        await File.WriteAllBytesAsync(In("weights.bin"), Content, cancel);
        string first = await world.SubmitAsync(In("weights.bin"));
        Statement = (await Bob.Server.Items.GetAsync(ItemId.Parse(first), cancel)).Item.Statement;
        Item = (await new ItemReader(Bob).GetAsync(ItemId.Parse(first), cancel)).Verified;
        await LookUpInVainAsync(EarlyLookups, cancel);
        await KeepCheckpointAsync(LogName.Directory, cancel);
        await KeepCheckpointAsync(LogName.Audit, cancel);

        // 2. Then both logs grow: a refused lookup is an event as well.
        await EnrolAsync(await OpenAsync("erin", cancel), cancel);
        await LookUpInVainAsync(RefusedLookups - EarlyLookups, cancel);
        (await world.AsAsync("bob", "pull", first, "--purpose", "research", "-o", In("pulled"))).Expect(0);
        ReleaseReceipt = Directory.EnumerateFiles(Bob.Home.ReceiptsFolder).MaxBy(IndexOf)!;
        await File.WriteAllTextAsync(In("note.txt"), "a short note", cancel);
        Items = [first, await world.SubmitAsync(In("note.txt"))];
    }

    public async ValueTask DisposeAsync()
    {
        participants.ForEach(participant => participant.Dispose());
        await world.DisposeAsync();
    }

    private async Task<Participant> OpenAsync(string person, CancellationToken cancellationToken)
    {
        Participant opened = await Participant.OpenAsync(
            AgreementHome.Load(In($"{person}/sandbox")), KeyUnlock.None, new ParticipantOptions(), cancellationToken);
        participants.Add(opened);
        return opened;
    }

    private async Task LookUpInVainAsync(int times, CancellationToken cancellationToken)
    {
        for (int i = 0; i < times; i++)
        {
            await Assert.ThrowsAsync<ClientException>(() => Bob.Server.Items.GetAsync(ItemId.New(), cancellationToken));
        }
    }

    private async Task KeepCheckpointAsync(LogName log, CancellationToken cancellationToken) =>
        await File.WriteAllBytesAsync(
            OldCheckpoint(log),
            (await Bob.Server.Logs.GetCheckpointFileAsync(log, cancellationToken)).ToArray(),
            cancellationToken);

    private async Task EnrolAsync(Participant administrator, CancellationToken cancellationToken)
    {
        using DeviceKeys keys = DeviceKeys.Generate();
        DsseEnvelope request =
            JoinRequests.Create(Bob.Agreement.Id, MemberName.Parse("institute/frank"), Handle.Parse("laptop"), [Role.Reader], keys);
        DsseEnvelope membership =
            Memberships.Sign(JoinRequests.Verify(request), [Role.Reader], [], previous: null, administrator.Keys.Signer);
        Membership = (In("frank.json"), In("frank.tlog-proof"));
        await File.WriteAllBytesAsync(Membership.Statement, membership.Encode(), cancellationToken);
        EncodedReceipt receipt = await administrator.Server.Directory.AppendAsync(membership, cancellationToken);
        await File.WriteAllBytesAsync(Membership.Receipt, receipt.Bytes, cancellationToken);
    }

    private static long IndexOf(string receipt) => long.Parse(Path.GetFileNameWithoutExtension(receipt).Split('-')[1]);
}
