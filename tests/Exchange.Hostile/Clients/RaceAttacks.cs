using System.Text.Json;
using Exchange.Client;
using Exchange.Contract.Items;
using Exchange.Contract.Wire;
using RetrievalClient = Exchange.Contract.Wire.Retrieval.RetrievalClient;

namespace Exchange.Hostile.Clients;

/// <summary>
/// C6: many requests at the very edge of what a policy permits, as one person sees it happen: at the last opening, and as the clock
/// runs over an embargo's end. Races has them all, round after round.
/// </summary>
public sealed class RaceAttacks
{
    private const int Parallel = 16;

    [Fact]
    [Trait("Attack", "C6")]
    public async Task Of_many_requests_for_the_last_opening_exactly_one_is_permitted()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        string once = await SubmitAsync(server, "--max-openings", "1");
        Participant bob = await server.OpenAsync("bob");
        VerifiedItem item = await Requests.ItemAsync(bob, once);
        List<RetrievalClient> clients = [.. Enumerable.Range(0, 4).Select(_ => new RetrievalClient(server.ChannelOf("bob")))];

        int permitted = 0;
        await Honest.DuringAsync(server, "C6", async () =>
        {
            ReleaseRequest[] requests = [.. Enumerable.Range(0, Parallel).Select(_ => Requests.Signed(bob, Requests.Sound(bob, item)))];
            ReleaseResponse[] answers = await Task.WhenAll(requests.Select((request, index) =>
                clients[index % clients.Count].ReleaseAsync(request, cancellationToken: AttackedServer.Cancel).ResponseAsync));
            permitted = answers.Count(answer => answer.Permitted && !answer.Grant.IsEmpty);
            Assert.All(answers.Where(answer => !answer.Permitted), answer => Assert.Empty(answer.Grant));
        });

        Assert.Equal(1, permitted);
        Assert.Equal(1, await Events.CountAsync(server, "release.content", "permit"));
        Assert.Equal(Parallel - 1, await Events.CountAsync(server, "release.content", "deny"));
    }

    [Fact]
    [Trait("Attack", "C6")]
    public async Task Around_the_embargos_end_the_entrys_time_decides_and_nothing_else()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        DateTimeOffset end = DateTimeOffset.UtcNow.AddSeconds(3);
        string later = await SubmitAsync(
            server,
            "--embargo",
            end.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        Participant bob = await server.OpenAsync("bob");
        VerifiedItem item = await Requests.ItemAsync(bob, later);
        RetrievalClient client = new(server.ChannelOf("bob"));

        // Sixteen at a time until the first permit, so that the edge lies inside.
        bool open = false;
        while (!open)
        {
            ReleaseResponse[] answers = await Task.WhenAll(Enumerable.Range(0, Parallel).Select(_ =>
                client.ReleaseAsync(
                    Requests.Signed(bob, Requests.Sound(bob, item)),
                    cancellationToken: AttackedServer.Cancel).ResponseAsync));
            open = answers.Any(answer => answer.Permitted);
        }

        DateTimeOffset embargo = item.Policy.Embargo ?? throw new InvalidOperationException("no embargo");
        List<JsonElement> events = [.. (await Events.AllAsync(server))
            .Where(line => line.GetProperty("item").GetString() == later && line.GetProperty("event").GetString() == "release.content")];
        Assert.Contains(events, line => line.GetProperty("outcome").GetString() == "deny");
        Assert.Contains(events, line => line.GetProperty("outcome").GetString() == "permit");
        Assert.All(
            events,
            line => Assert.Equal(
                line.GetProperty("time").GetDateTimeOffset() >= embargo,
                line.GetProperty("outcome").GetString() == "permit"));
    }

    private static async Task<string> SubmitAsync(AttackedServer server, params string[] policy)
    {
        string file = Path.Combine(server.Folder, "note.txt");
        await File.WriteAllTextAsync(file, "a short note", AttackedServer.Cancel);
        return (await server.AsAsync("alice", ["submit", file, "--to", "institute/bob", "--json", .. policy]))
            .Expect(0).Json.GetProperty("item").GetString()!;
    }
}
