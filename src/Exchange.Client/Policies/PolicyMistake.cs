using Exchange.Formats.Primitives;

namespace Exchange.Client.Policies;

/// <summary>One mistake in a policy file: what is wrong there, and how to correct it. Safe to print.</summary>
internal sealed record PolicyMistake(FilePlace At, string What, string Right);

/// <summary>A place in a file, both counted from 1.</summary>
internal readonly record struct FilePlace(long Line, long Column)
{
    public static FilePlace Start { get; } = new(1, 1);

    public override string ToString() => FormattableString.Invariant($"{Line}:{Column}");
}

/// <summary>A mistake after which the rest of the file cannot be read.</summary>
internal sealed class PolicyMistakeException(PolicyMistake mistake) : MalformedException(mistake.What)
{
    public PolicyMistake Mistake { get; } = mistake;
}
