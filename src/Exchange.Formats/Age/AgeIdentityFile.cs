namespace Exchange.Formats.Age;

/// <summary>age's identity files: one secret key a line, of either kind; blank lines and lines that begin with <c>#</c> are comments.</summary>
public static class AgeIdentityFile
{
    private const int MaxCharacters = 1024 * 1024;
    private const int MaxIdentities = 256;

    /// <returns>At least one identity, in the order of the file; the caller disposes them.</returns>
    /// <exception cref="AgeException">A line that is none of these, no identity at all, or more than 256.</exception>
    public static IReadOnlyList<AgeIdentity> Parse(string text)
    {
        if (text.Length > MaxCharacters)
        {
            throw new AgeException(AgeFault.TooLarge, "an identity file has more than a million characters");
        }

        List<AgeIdentity> identities = [];
        try
        {
            ParseLines(text, identities);
            return identities;
        }
        catch
        {
            identities.ForEach(i => i.Dispose());
            throw;
        }
    }

    private static void ParseLines(string text, List<AgeIdentity> identities)
    {
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace() || line[0] == '#')
            {
                continue;
            }

            if (identities.Count == MaxIdentities)
            {
                throw new AgeException(AgeFault.TooLarge, $"an identity file has more than {MaxIdentities} identities");
            }

            identities.Add(ParseLine(line, number));
        }

        if (identities.Count == 0)
        {
            throw new AgeException(AgeFault.Key, "an identity file has no identity");
        }
    }

    private static AgeIdentity ParseLine(ReadOnlySpan<char> line, int number)
    {
        try
        {
            return AgeIdentity.Parse(line.ToString());
        }
        catch (AgeException)
        {
            throw new AgeException(AgeFault.Key, $"line {number} of an identity file is not an age identity");
        }
    }
}
