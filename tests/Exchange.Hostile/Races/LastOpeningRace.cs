using Exchange.Contract.Policy;
using Exchange.Contract.Wire;

namespace Exchange.Hostile.Races;

/// <summary>Sixteen ask for the last permitted opening: one gets it, the first in the log.</summary>
internal sealed class LastOpeningRace(RaceGround ground) : Race(ground)
{
    private uint opened;

    protected override async Task<IReadOnlyList<RaceAnswer>> RoundAsync(int round)
    {
        opened = await UnderAsync(Ground.ToBob with { MaxOpenings = opened + 1 }) ? await BeginAsync() : opened;
        ReleaseRequest[] requests = SignReleases(Parallel, Item, InForce);
        RaceAnswer[] answers = await Task.WhenAll(requests.Select((request, index) => Ground.ReleaseAsync(index, request)));

        RaceAnswer permit = Assert.Single(answers, answer => answer.IsPermit);
        Assert.Equal(++opened, (uint)permit.Event!.Openings!.Total);
        Assert.All(answers.Where(answer => answer != permit), answer =>
        {
            Assert.True(answer.FailedFor(ConditionCode.OpeningsUsedUp));
            Assert.True(answer.Index > permit.Index);
        });
        return answers;
    }

    // By its rule: one of each sixteen.
    protected override void RequireMet()
    {
        Tally.RequireStraddled(100);
        Assert.Equal(Tally.Rounds, Tally.Permits);
    }

    // A new item was submitted with the maximum that the old one had come to: all but the last are used first.
    private async Task<uint> BeginAsync()
    {
        foreach (ReleaseRequest request in SignReleases((int)opened, Item, InForce))
        {
            Assert.True((await Ground.ReleaseAsync(0, request)).IsPermit);
            Preparatory++;
        }

        return opened;
    }

    /// <summary>Permits that only set the stage.</summary>
    public int Preparatory { get; private set; }
}
