using System.Globalization;
using Exchange.Client;
using Exchange.Client.Audit;
using Exchange.Client.Sealing;
using Exchange.Hostile.Clients;
using Exchange.Server.Hosting;
using Exchange.Testing;

namespace Exchange.Hostile.Walks;

/// <summary>Whatever happens to items, in whatever order: each decision, made again from the record, comes out as the server's.</summary>
public sealed class RandomWalkTests
{
    [Fact]
    public Task The_decision_from_the_record_is_the_servers_for_every_event() => WalkAsync(seed: 1, walks: 12);

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [Trait("Speed", "Slow")]
    public Task Over_many_walks_too(int seed) => WalkAsync(seed, walks: 50);

    private static async Task WalkAsync(int seed, int walks)
    {
        Draws draws = new(seed);
        SkewedClock clock = new();
        await using AttackedServer server = await AttackedServer.StartAsync(new HostOptions { Time = clock, CallsPerMember = 4096, CallsPerSecond = 1_000_000, CallBurst = 1_000_000 });
        WalkPeople people = await WalkPeople.GatherAsync(server, clock);
        string file = Path.Combine(server.Folder, "small.txt");
        await File.WriteAllTextAsync(file, "a short note", AttackedServer.Cancel);
        using ItemKeys keys = ItemKeys.Generate();
        RandomWalk walk = new(draws, people, new WalkPolicies(draws, people, clock), clock, file, keys);
        for (int i = 0; i < walks; i++)
        {
            await walk.RunAsync(30);
        }

        // Compliance of the institute may not be shown what concerned the lab alone: the sender is shown everything.
        Participant alice = people[WalkPeople.Sender];
        AuditReport whole = await new AuditVerifier(alice).VerifyAsync(full: true, null, AttackedServer.Cancel);
        int releases = (await new AuditReader(alice).ListAsync(null, AttackedServer.Cancel)).Count(line => line.Event.StartsWith("release.", StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {walks} walks, {whole.Decisions} decisions, {whole.Events} events of {whole.Items} items; {string.Join(", ", walk.Steps.Select(step => $"{step.Key} {step.Value}"))}"));
        Assert.Equal(releases, whole.Decisions);
        Assert.True(releases > walks);
        foreach (string person in walks > 20 ? WalkPeople.Names : ["carol", "bob", WalkPeople.Both, "dana"])
        {
            await new AuditVerifier(people[person]).VerifyAsync(full: true, null, AttackedServer.Cancel);
        }
    }
}
