using System.CommandLine;

namespace Exchange.Cli.Verbs;

/// <summary>The options that every command knows.</summary>
internal static class SharedOptions
{
    public static Option<string?> Home { get; } = new("--home")
    {
        Description = "The home folder.\nElse EXCHANGE_HOME, else $XDG_DATA_HOME/exchange, else ~/.local/share/exchange.",
        Recursive = true,
        HelpName = "DIR",
    };

    public static Option<string?> In { get; } =
        new("--in") { Description = "Which agreement of the home; else the only one.", Recursive = true, HelpName = "NAME" };

    public static Option<string?> PassphraseFile { get; } = new("--passphrase-file")
    {
        Description = "A file whose first line opens the keys.\nElse the one that EXCHANGE_PASSPHRASE_FILE names.",
        Recursive = true,
        HelpName = "FILE",
    };

    public static Option<bool> Verbose { get; } = new("--verbose", "-v")
    {
        Description = "Log calls, ids and durations to standard error.\nAlso by EXCHANGE_LOG: trace, debug, information or warning.",
        Recursive = true,
    };

    public static IReadOnlyList<Option> All { get; } = [Home, In, PassphraseFile, Verbose];

    /// <summary>For verbs that read: made anew for each, so that only they have it.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON instead of text." };

    /// <summary>For verbs that make keys.</summary>
    public static Option<bool> NoPassphrase() =>
        new("--no-passphrase") { Description = "Keep the keys without a passphrase, readable by you alone (mode 0600)." };
}
