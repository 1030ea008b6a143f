using Exchange.Contract.Policy;
using Exchange.Contract.Wire;

namespace Exchange.Hostile.Races;

/// <summary>
/// Sixteen ask around the second at which an embargo ends or access expires: the entry's time decides, and nothing else.
/// </summary>
internal sealed class EdgeRace(RaceGround ground, bool expires) : Race(ground)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(3);
    private const int AtEdge = 6;

    private int onEdge;

    protected override async Task<IReadOnlyList<RaceAnswer>> RoundAsync(int round)
    {
        // 1. An edge ahead, and everything signed for it.
        DateTimeOffset edge = DateTimeOffset.FromUnixTimeSeconds((Ground.Clock.GetUtcNow() + Ahead).ToUnixTimeSeconds());
        await UnderAsync(expires ? Ground.ToBob with { Expires = edge } : Ground.ToBob with { Embargo = edge });
        ReleaseRequest[] requests = SignReleases(Parallel, Item, InForce);

        // 2. Some ask well before it. Once one of them is answered, the others under way still, the clock stands just before the
        //    edge; the next ask as it runs over it, and the last when it has.
        Ground.Clock.Skew += edge - Long - Ground.Clock.GetUtcNow();
        Task<RaceAnswer>[] before = Ask(0, (Parallel - AtEdge) / 2);
        await Task.WhenAny(before);
        Ground.Clock.Skew += edge - Short - Ground.Clock.GetUtcNow();
        List<Task<RaceAnswer>> at = [];
        for (int i = 0; i < AtEdge; i++)
        {
            at.AddRange(Ask(before.Length + i, 1));
            await Task.Delay(i % 2, TestContext.Current.CancellationToken);
        }

        while (Ground.Clock.GetUtcNow() < edge)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        RaceAnswer[] answers = await Task.WhenAll([.. before, .. at, .. Ask(before.Length + AtEdge, Parallel - before.Length - AtEdge)]);

        // 3. By the time of each entry.
        ConditionCode code = expires ? ConditionCode.Expired : ConditionCode.Embargo;
        Assert.All(answers, answer =>
        {
            Assert.Equal(answer.Event!.Time < edge == expires, answer.IsPermit);
            Assert.Equal(answer.IsDeny, answer.FailedFor(code));
        });
        onEdge += answers[before.Length..(before.Length + AtEdge)].Select(answer => answer.IsPermit).Distinct().Count() == 2 ? 1 : 0;
        return answers;

        Task<RaceAnswer>[] Ask(int from, int count) =>
            [.. requests.Skip(from).Take(count).Select((request, index) => Ground.ReleaseAsync(from + index, request))];
    }

    // Rounds are arranged to straddle; only a machine that stood still for seconds spoils one.
    protected override void RequireMet()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"in {onEdge} of {Tally.Rounds} rounds, some of the {AtEdge} meant for the very edge fell on either side");
        Tally.RequireStraddled(90);
        Assert.True(!Tally.IsLong || onEdge * 10 >= Tally.Rounds, $"the very edge was met {onEdge} times in {Tally.Rounds} rounds");
    }
}
