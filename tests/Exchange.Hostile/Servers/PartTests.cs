using Exchange.Contract.Wire;
using Exchange.Formats.Age;
using Exchange.Formats.Parts;
using Exchange.Hostile.World;
using Google.Protobuf;

namespace Exchange.Hostile.Servers;

/// <summary>
/// S1, S13: other bytes come than the sealed part that was signed. Nothing is asked for then, and no key leaves the server.
/// </summary>
public sealed class PartTests
{
    private const string Method = "Retrieval/DownloadPart";

    [Theory]
    [InlineData("pull")]
    [InlineData("show")]
    public async Task Another_items_sealed_part_is_not_taken_for_this_ones(string command)
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        int part = command == "pull" ? 1 : 0;
        byte[] other = await File.ReadAllBytesAsync(PathOf(world, world.Second, part), TestContext.Current.CancellationToken);
        world.Server.Cheat =
            Answers.Replace<DownloadPartResponse>(Method, message => message.Header is null ? [] : [Header(other), Data(other)]);
        await IsCaughtAsync(world, command, Findings.PartAnnouncedOtherwise);
    }

    [Fact]
    public async Task The_operators_own_file_sealed_to_the_items_key_is_not_taken_even_though_it_would_open()
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        HybridRecipient recipient = await ContentRecipientAsync(world);
        byte[] forged = AgeSealer.Seal("false"u8, [recipient]);

        // Under its own hashes, and under the signed ones.
        world.Server.Cheat =
            Answers.Replace<DownloadPartResponse>(Method, message => message.Header is null ? [] : [Header(forged), Data(forged)]);
        await IsCaughtAsync(world, "pull", Findings.PartAnnouncedOtherwise);
        byte[] padded = [.. forged, .. new byte[4096]];
        world.Server.Cheat =
            Answers.Replace<DownloadPartResponse>(Method, message => message.Header is null ? [] : [message, Data(padded)]);
        await IsCaughtAsync(world, "pull", Findings.PartDiffers);
    }

    [Fact]
    public async Task A_truncated_part_is_not_taken()
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        world.Server.Cheat = Answers.Change<DownloadPartResponse>(Method, message =>
        {
            if (message.ContentCase == DownloadPartResponse.ContentOneofCase.Data)
            {
                message.Data = ByteString.CopyFrom(message.Data.Span[..^1]);
            }
        });
        await IsCaughtAsync(world, "pull", Findings.PartTruncated);
    }

    [Fact]
    public async Task An_endless_part_ends_where_it_should()
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        world.Server.Cheat = Answers.Replace<DownloadPartResponse>(Method, Endless);
        await IsCaughtAsync(world, "pull", Findings.PartEndless);
    }

    [Theory]
    [InlineData("parts swapped")]
    [InlineData("one byte changed")]
    public async Task A_part_changed_on_the_servers_disk_is_found_by_the_reader(string how)
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        string path = PathOf(world, world.First, 1);
        byte[] honest = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        string leaves = Path.ChangeExtension(path, ".leaves");
        byte[] honestLeaves = await File.ReadAllBytesAsync(leaves, TestContext.Current.CancellationToken);
        if (how == "parts swapped")
        {
            File.Copy(PathOf(world, world.Second, 1), path, overwrite: true);
            File.Copy(Path.ChangeExtension(PathOf(world, world.Second, 1), ".leaves"), leaves, overwrite: true);
            await IsCaughtAsync(world, "pull", Findings.DamageAdmitted, () => Restore());
        }
        else
        {
            byte[] changed = [.. honest];
            changed[^20] ^= 1;
            await File.WriteAllBytesAsync(path, changed, TestContext.Current.CancellationToken);
            await IsCaughtAsync(world, "pull", Findings.PartDiffers, () => Restore());
        }

        void Restore()
        {
            File.WriteAllBytes(path, honest);
            File.WriteAllBytes(leaves, honestLeaves);
        }
    }

    private static IEnumerable<DownloadPartResponse> Endless(DownloadPartResponse message)
    {
        yield return message;
        while (message.Header is null)
        {
            yield return Data(new byte[65536]);
        }
    }

    private static async Task IsCaughtAsync(HostileWorld world, string command, Finding expected, Action? undo = null)
    {
        if (command == "pull")
        {
            await world.PullIsCaughtAsync(world.First, expected);
        }
        else
        {
            await world.IsCaughtAsync("bob", expected, Remembers.Nothing, command, world.First);
        }

        undo?.Invoke();
        Cheat? cheat = world.Server.Cheat;
        world.Server.Cheat = null;
        await world.OpensAsync(world.First);
        world.Server.Cheat = cheat;
    }

    private static async Task<HybridRecipient> ContentRecipientAsync(HostileWorld world)
    {
        using Liar alice = await Liar.OpenAsync(world, "alice");
        return (await alice.FetchAsync(world.First)).Predicate.ContentRecipient;
    }

    private static DownloadPartResponse Header(byte[] part)
    {
        using PartTreeHasher hasher = new();
        hasher.Append(part);
        PartTree tree = hasher.Finish();
        return new DownloadPartResponse
        {
            Header = new DownloadHeader
            {
                Length = tree.Length,
                Leaves = ByteString.CopyFrom([.. tree.Leaves.SelectMany(leaf => leaf.ToArray())]),
            },
        };
    }

    private static DownloadPartResponse Data(byte[] bytes) => new() { Data = ByteString.CopyFrom(bytes) };

    private static string PathOf(HostileWorld world, string item, int part) =>
        Path.Combine(world.ServerFolder, "parts", item, $"{part}.age");
}
