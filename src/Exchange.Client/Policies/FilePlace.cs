namespace Exchange.Client.Policies;

/// <summary>A place in a file, both counted from 1.</summary>
public readonly record struct FilePlace(long Line, long Column)
{
    public static FilePlace Start { get; } = new(1, 1);

    public override string ToString() => FormattableString.Invariant($"{Line}:{Column}");
}
