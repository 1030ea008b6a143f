using Exchange.Contract.Wire;
using Exchange.Hostile.World;
using Google.Protobuf;

namespace Exchange.Hostile.Servers;

/// <summary>S5: the server says less than there is; S13: or more than there can be.</summary>
public sealed class WithheldTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    [Fact]
    public async Task An_item_that_is_withheld_is_missed_by_compliance_but_not_by_its_reader()
    {
        HostileWorld world = shared.World;
        (await world.AsAsync("carol", "audit", "verify", "--full")).Expect(0);
        world.Server.Cheat = Answers.Replace<ListedItem>("Retrieval/List", item => item.Position == 1 ? [] : [item]);
        await world.IsCaughtAsync("carol", Findings.ItemWithheld, Remembers.Nothing, "audit", "verify", "--full");

        // What a reader was never told of, a reader cannot miss: docs/threat-model.md says so.
        string listed = (await world.AsAsync("bob", "inbox")).Expect(0).Output;
        Assert.DoesNotContain(world.First[..8], listed, StringComparison.Ordinal);
        Assert.Contains(world.Second[..8], listed, StringComparison.Ordinal);
        world.Server.Cheat = null;
        (await world.AsAsync("carol", "audit", "verify", "--full")).Expect(0);
    }

    [Fact]
    public async Task An_event_that_is_left_out_of_an_items_chain_is_missed()
    {
        HostileWorld world = shared.World;
        await world.OpensAsync(world.First);
        await world.OpensAsync(world.First);
        (await world.AsAsync("carol", "audit", "verify", "--full")).Expect(0);
        List<long> chain = await EventsOfFirstAsync(world);
        world.Server.Cheat = Answers.Replace<EventRecord>("Audit/Query", record => record.Index == chain[1] ? [] : [record]);
        await world.IsCaughtAsync("carol", Findings.EventLeftOut, Remembers.Nothing, "audit", "verify", "--full");
        world.Server.Cheat = Answers.Replace<EventRecord>("Audit/Query", record => record.Index == chain[^1] ? [] : [record]);
        await world.IsCaughtAsync("carol", Findings.LastEventLeftOut, Remembers.Nothing, "audit", "verify", "--full");
        world.Server.Cheat = null;
        (await world.AsAsync("carol", "audit", "verify", "--full")).Expect(0);
    }

    [Fact]
    public async Task The_head_of_an_older_chain_does_not_hide_what_came_since()
    {
        HostileWorld world = shared.World;
        ByteString? old = null;
        world.Server.Cheat = Answers.Change<GetItemHeadResponse>("Audit/GetItemHead", answer => old ??= answer.Note);
        (await world.AsAsync("carol", "audit", "verify", "--full")).Expect(0);
        world.Server.Cheat = null;
        await world.OpensAsync(world.First);
        (await world.AsAsync("carol", "audit", "verify", "--full")).Expect(0);
        world.Server.Cheat = Answers.Change<GetItemHeadResponse>("Audit/GetItemHead", answer => answer.Note = old);
        await world.IsCaughtAsync("carol", Findings.OldHead, Remembers.Nothing, "audit", "verify", "--full");
        world.Server.Cheat = null;
        (await world.AsAsync("carol", "audit", "verify", "--full")).Expect(0);
    }

    [Fact]
    public async Task Events_without_an_end_come_to_one()
    {
        HostileWorld world = shared.World;
        (await world.AsAsync("carol", "audit", "verify")).Expect(0);
        world.Server.Cheat = Answers.Replace<EventRecord>("Audit/Query", record => Forever(record));
        await world.IsCaughtAsync("carol", Findings.EventsWithoutEnd, Remembers.Nothing, "audit", "verify");
        world.Server.Cheat = null;
        (await world.AsAsync("carol", "audit", "verify")).Expect(0);
    }

    [Fact]
    public async Task A_directory_without_an_end_comes_to_one()
    {
        HostileWorld world = shared.World;
        byte[] agreement =
            await File.ReadAllBytesAsync(Path.Combine(world.Folder, "agreement.json"), TestContext.Current.CancellationToken);
        byte[] message = new ReplayResponse { Envelope = ByteString.CopyFrom(agreement) }.ToByteArray();
        world.Server.Cheat = Answers.Give("Directory/Replay", async (call, send) =>
        {
            while (!call.RequestAborted.IsCancellationRequested)
            {
                await send(message);
            }
        });
        await world.IsCaughtAsync("bob", Findings.DirectoryWithoutEnd, Remembers.Nothing, "inbox");
        world.Server.Cheat = null;
        await world.OpensAsync(world.First);
    }

    [Fact]
    public async Task A_download_of_nothing_comes_to_an_end()
    {
        HostileWorld world = shared.World;
        world.Server.Cheat = Answers.Replace<DownloadPartResponse>(
            "Retrieval/DownloadPart",
            message => message.Header is null ? Forever(new DownloadPartResponse { Data = ByteString.Empty }) : [message]);
        await world.PullIsCaughtAsync(world.First, Findings.DownloadOfNothing);
        world.Server.Cheat = null;
        await world.OpensAsync(world.First);
    }

    private static IEnumerable<T> Forever<T>(T message)
    {
        while (true)
        {
            yield return message;
        }
    }

    private static async Task<List<long>> EventsOfFirstAsync(HostileWorld world) =>
        [.. (await world.AsAsync("carol", "audit", "log", world.First, "--json"))
            .Expect(0).Json
            .EnumerateArray()
            .Select(line => line.GetProperty("index").GetInt64())];
}
