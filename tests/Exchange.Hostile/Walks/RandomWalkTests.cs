using System.Globalization;
using Exchange.Client.Audit;
using Exchange.Contract.Policy;
using Exchange.Hostile.Clients;
using Exchange.Server;
using Exchange.Testing;

namespace Exchange.Hostile.Walks;

/// <summary>Whatever happens to items, in whatever order: each decision, made again from the record, comes out as the server's.</summary>
public sealed class RandomWalkTests
{
    private const string Variable = "EXCHANGE_WALK_SEEDS";

    // Left out are a version that nobody can submit, members whom the server no longer hears, and items that do not exist.
    private static readonly ConditionCode[] Reachable =
        [.. Enum.GetValues<ConditionCode>()
            .Except([ConditionCode.PolicyVersionUnknown, ConditionCode.MemberNotActive, ConditionCode.UnknownItem])];

    // What a dozen walks come upon again and again, and would after many a change to the walks themselves.
    private static readonly ConditionCode[] InFew = [.. Reachable.Except([ConditionCode.NotInAudience, ConditionCode.CardNotShownYet])];

    /// <summary>Two, or those that the environment names, with commas between them.</summary>
    public static TheoryData<int> Seeds =>
        [.. (Environment.GetEnvironmentVariable(Variable)?.Split(',') ?? ["11", "12"])
            .Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))];

    [Fact]
    public Task The_decision_from_the_record_is_the_servers_for_every_event() => WalkAsync(seed: 7, walks: 12, InFew);

    [Theory]
    [MemberData(nameof(Seeds))]
    [Trait("Speed", "Slow")]
    public Task Over_many_walks_too(int seed) => WalkAsync(seed, walks: 50, Reachable);

    private static async Task WalkAsync(int seed, int walks, IEnumerable<ConditionCode> codes)
    {
        SkewedClock clock = new();
        await using AttackedServer server = await AttackedServer.StartAsync(new HostOptions
        {
            Time = clock,
            Limits = new() { CallsPerMember = 4096, CallsPerSecond = 1_000_000, CallBurst = 1_000_000 },
        });
        WalkPeople people = await WalkPeople.GatherAsync(server, clock);
        string file = Path.Combine(server.Folder, "small.txt");
        await File.WriteAllTextAsync(file, "a short note", AttackedServer.Cancel);
        RandomWalk walk = new(new Draws(seed), people, clock, file);
        for (int i = 0; i < walks; i++)
        {
            await walk.RunAsync(30);
        }

        await walk.OutliveAsync(8);

        // 1. Compliance of the lab, whom every item concerns, is shown everything: and decides all of it again.
        AuditReport whole = await new AuditVerifier(people[WalkPeople.LabCompliance]).VerifyAsync(full: true, null, AttackedServer.Cancel);
        WalkRecord record = await WalkRecord.ReadAsync(people[WalkPeople.LabCompliance]);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {walks} walks, {whole.Decisions} decisions, {whole.Events} events of {whole.Items} items; {record}; "
                + $"{string.Join(", ", walk.Steps.Counts.Select(step => $"{step.Key} {step.Value}"))}"));
        Assert.Equal(record.Count, whole.Decisions);

        // 2. So do those who are shown less.
        foreach (string person in walks > 20 ? people.Names : ["bob", "carol", WalkPeople.Senders[1]])
        {
            await new AuditVerifier(people[person]).VerifyAsync(full: true, null, AttackedServer.Cancel);
        }

        // 3. And the walks went everywhere.
        Assert.Empty(RandomWalk.Kinds.Except(walk.Steps.Counts.Keys));
        Assert.Contains("-" + RandomWalk.Gone, walk.Steps.Counts.Keys);
        Assert.DoesNotContain(RandomWalk.Gone, walk.Steps.Counts.Keys);
        Assert.True(
            record.Permits >= 2 * walks && record.Denials >= 5 * walks && record.GrantedAnew > 0,
            $"too little came of it: {record}");
        record.RequireCodes(codes);
    }
}
