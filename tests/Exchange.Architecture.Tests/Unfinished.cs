namespace Exchange.Architecture.Tests;

/// <summary>What does not hold yet. An entry that is no longer needed must go, and so must this list.</summary>
internal static class Unfinished
{
    /// <summary>Uses between rooms that go sideways or up.</summary>
    public static readonly IReadOnlyList<string> Ties =
    [
    ];

    /// <summary>Public types that no other project uses.</summary>
    public static readonly IReadOnlyList<string> PublicTypes =
    [
    ];

    /// <summary>Folders of which a line may be longer than the limit.</summary>
    public static readonly IReadOnlyList<string> LongLines =
    [
    ];

    /// <summary>The share of files in src that may be tiny, in place of the named one.</summary>
    public static readonly double? TinyShare = 0.29;
}
