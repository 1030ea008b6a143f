using Exchange.Formats.Safety;

namespace Exchange.Client.Policies;

/// <summary>Finds what somebody probably meant to type.</summary>
public static class Spelling
{
    /// <summary>Nothing that is compared is longer: a party, a slash and a handle.</summary>
    private const int MaxLength = 80;

    private const int MaxListed = 12;

    /// <summary>"Did you mean 'x'?" and a space, or nothing where no known word is near.</summary>
    public static string Hint(string typed, IEnumerable<string> known) =>
        Nearest(typed, known) is { } near ? $"Did you mean '{near}'? " : "";

    /// <summary>What was typed, quoted and safe to print.</summary>
    public static string Quoted(string typed) => $"'{TerminalText.Safe(typed, 60)}'";

    /// <summary>Known words, not too many of them.</summary>
    public static string List(IReadOnlyCollection<string> known) =>
        known.Count <= MaxListed
            ? string.Join(", ", known)
            : $"{string.Join(", ", known.Take(MaxListed))} and {known.Count - MaxListed} more";

    /// <summary>The known word that takes the fewest changes, if they are few for its length; the first of several.</summary>
    public static string? Nearest(string typed, IEnumerable<string> known)
    {
        if (typed.Length is 0 or > MaxLength)
        {
            return null;
        }

        string lower = typed.ToLowerInvariant();
        (string Word, int Changes)? best = null;
        foreach (string word in known)
        {
            int changes = Changes(lower, word.ToLowerInvariant());
            if (changes <= Math.Max(1, Math.Min(word.Length, typed.Length) / 3) && (best is null || changes < best.Value.Changes))
            {
                best = (word, changes);
            }
        }

        return best?.Word;
    }

    /// <summary>Letters inserted, left out, changed, or swapped with their neighbour (optimal string alignment).</summary>
    private static int Changes(string from, string to)
    {
        // Three rows of the table: the one being filled, and the two before it.
        int[] older = new int[to.Length + 1];
        int[] old = [.. Enumerable.Range(0, to.Length + 1)];
        int[] row = new int[to.Length + 1];
        for (int i = 1; i <= from.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                row[j] = Math.Min(Math.Min(old[j], row[j - 1]) + 1, old[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    row[j] = Math.Min(row[j], older[j - 2] + 1);
                }
            }

            (older, old, row) = (old, row, older);
        }

        return old[to.Length];
    }
}
