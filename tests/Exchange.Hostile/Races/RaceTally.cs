using System.Globalization;

namespace Exchange.Hostile.Races;

/// <summary>How the calls of a race came out, and how many of its rounds really had its edge among them.</summary>
internal sealed class RaceTally
{
    public int Rounds { get; private set; }

    /// <summary>Grants that were handed out in all rounds.</summary>
    public int Permits { get; private set; }

    /// <summary>Denials in the log.</summary>
    public int Denials { get; private set; }

    /// <summary>Releases on the other side of the edge, whether the log denies them or they were refused before it.</summary>
    public int KeptOut { get; private set; }

    /// <summary>Rounds in which some releases were permitted and others kept out.</summary>
    public int Straddled { get; private set; }

    /// <summary>Rounds in which all of them were permitted.</summary>
    public int AllPermitted { get; private set; }

    /// <summary>Rounds in which all of them were kept out.</summary>
    public int AllKeptOut { get; private set; }

    public void Add(IReadOnlyList<RaceAnswer> answers, Func<RaceAnswer, bool> isKeptOut)
    {
        int permits = answers.Count(answer => answer.IsPermit);
        int keptOut = answers.Count(isKeptOut);
        Rounds++;
        Permits += permits;
        Denials += answers.Count(answer => answer.IsDeny);
        KeptOut += keptOut;
        Straddled += permits > 0 && keptOut > 0 ? 1 : 0;
        AllPermitted += keptOut == 0 ? 1 : 0;
        AllKeptOut += permits == 0 ? 1 : 0;
    }

    /// <summary>Whether there were rounds enough that what is left to chance must have come about.</summary>
    public bool IsLong => Rounds >= 100;

    /// <summary>Fails unless so many rounds of a hundred straddled.</summary>
    public void RequireStraddled(int ofHundred)
    {
        Assert.True(Straddled * 100 >= Rounds * ofHundred, $"too few rounds had the edge among their calls: {this}");
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Rounds} rounds of {Race.Parallel}, {Permits} permits, {Denials} denials, {KeptOut} kept out; "
            + $"{Straddled} rounds straddled, {AllPermitted} all permitted, {AllKeptOut} all kept out");
}
