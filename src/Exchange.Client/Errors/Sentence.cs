namespace Exchange.Client.Errors;

/// <summary>Makes a sentence of a clause, such as a lower room's reason, so that it can be shown beside others.</summary>
public static class Sentence
{
    /// <summary>With a capital letter in front and one full stop at the end, unless it was cut; empty for nothing.</summary>
    public static string Of(string clause) =>
        clause.Length == 0 ? "" : clause.EndsWith('…') ? Begin(clause) : $"{Begin(clause).TrimEnd('.')}.";

    /// <summary>With a capital letter in front.</summary>
    public static string Begin(string clause) => clause.Length == 0 ? "" : char.ToUpperInvariant(clause[0]) + clause[1..];
}
