namespace Exchange.Client.Policies;

/// <summary>One mistake in a policy file: what is wrong there, and how it would be right. Safe to print.</summary>
public sealed record PolicyMistake(FilePlace At, string What, string Right);

/// <summary>A place in a file, both counted from 1.</summary>
public readonly record struct FilePlace(long Line, long Column)
{
    public static FilePlace Start { get; } = new(1, 1);

    public override string ToString() => FormattableString.Invariant($"{Line}:{Column}");
}

/// <summary>A mistake after which the rest of the file cannot be read.</summary>
public sealed class PolicyMistakeException(PolicyMistake mistake) : Exception(mistake.What)
{
    public PolicyMistake Mistake { get; } = mistake;
}
