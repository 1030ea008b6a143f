namespace Exchange.Formats.Age;

/// <summary>age identity files: a secret key of either kind on each line; ignores blank lines and <c>#</c> comments.</summary>
internal static class AgeIdentityFile
{
    private const int MaxCharacters = 1024 * 1024;
    private const int MaxIdentities = 256;

    /// <returns>At least one identity, in the order of the file; the caller disposes them.</returns>
    /// <exception cref="AgeException">A line is malformed, or there is no identity, or there are more than 256.</exception>
    public static IReadOnlyList<AgeIdentity> Parse(string text)
    {
        if (text.Length > MaxCharacters)
        {
            throw new AgeException(AgeFault.TooLarge, $"the identity file has more than {MaxCharacters} characters");
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
                throw new AgeException(AgeFault.TooLarge, $"the identity file has more than {MaxIdentities} identities");
            }

            identities.Add(ParseLine(line, number));
        }

        if (identities.Count == 0)
        {
            throw new AgeException(AgeFault.Key, "the identity file has no identity");
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
            throw new AgeException(AgeFault.Key, $"line {number} of the identity file is not an age identity");
        }
    }
}
