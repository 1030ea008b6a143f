namespace Exchange.Hostile.Races;

/// <summary>
/// Where among the releases the odd call sets out: round by round nearer to where it is a close thing, on whatever machine.
/// </summary>
internal sealed class Aim
{
    private const int Furthest = 1000;

    private int step = 1;
    private int way;
    private int learnt;

    /// <summary>
    /// So many releases set out before it. Below none, or above all of them: so many milliseconds before the first, or after the last.
    /// </summary>
    public int Place { get; private set; } = Race.Parallel / 2;

    /// <param name="tooEarly">Whether it stood before all of the releases.</param>
    /// <param name="tooLate">Whether it stood after all of them.</param>
    public void Learn(bool tooEarly, bool tooLate)
    {
        int now = tooEarly ? 1 : tooLate ? -1 : 0;
        step = now != 0 && now == way ? step * 2 : 1;
        way = now;

        // Where it was close, the next lands beside it.
        int move = now == 0 ? (learnt++ % 3) - 1 : now * step;
        Place = Math.Clamp(Place + move, -Furthest, Race.Parallel + Furthest);
    }
}
