using Exchange.Contract.Policy;
using Exchange.Contract.Wire;

namespace Exchange.Hostile.Races;

/// <summary>Sixteen ask around the second at which an embargo ends or access expires: the entry's time decides, and nothing else.</summary>
internal sealed class EdgeRace(RaceGround ground, bool expires) : Race(ground)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Before = TimeSpan.FromMilliseconds(10);

    protected override async Task<IReadOnlyList<RaceAnswer>> RoundAsync(int round)
    {
        // 1. An edge ahead, and everything signed for it.
        DateTimeOffset edge = DateTimeOffset.FromUnixTimeSeconds((Ground.Clock.GetUtcNow() + Ahead).ToUnixTimeSeconds());
        await UnderAsync(expires ? Ground.ToBob with { Expires = edge } : Ground.ToBob with { Embargo = edge });
        ReleaseRequest[] requests = SignReleases(Parallel, Item, InForce);

        // 2. The clock turned to just before it.
        Ground.Clock.Skew += edge - Before - Ground.Clock.GetUtcNow();
        RaceAnswer[] answers = await Task.WhenAll(requests.Select(async (request, index) =>
        {
            await Task.Delay(index / 3, TestContext.Current.CancellationToken);
            return await Ground.ReleaseAsync(index, request);
        }));

        // 3. By the time of each entry.
        ConditionCode code = expires ? ConditionCode.Expired : ConditionCode.Embargo;
        Assert.All(answers, answer =>
        {
            Assert.Equal(answer.Event!.Time < edge == expires, answer.IsPermit);
            Assert.Equal(answer.IsDeny, answer.FailedFor(code));
        });
        return answers;
    }
}
