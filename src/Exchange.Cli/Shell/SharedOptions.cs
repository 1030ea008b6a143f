using System.CommandLine;

namespace Exchange.Cli.Shell;

/// <summary>The options that every command has.</summary>
internal static class SharedOptions
{
    public static Option<string?> Home { get; } = new("--home")
    {
        Description = "The home folder.\nDefault: $EXCHANGE_HOME, then $XDG_DATA_HOME/exchange, then ~/.local/share/exchange.",
        Recursive = true,
        HelpName = "DIR",
    };

    public static Option<string?> In { get; } =
        new("--in") { Description = "The agreement to use. Default: the only one.", Recursive = true, HelpName = "NAME" };

    public static Option<string?> PassphraseFile { get; } = new("--passphrase-file")
    {
        Description = "A file whose first line is the passphrase.\nDefault: $EXCHANGE_PASSPHRASE_FILE.",
        Recursive = true,
        HelpName = "FILE",
    };

    public static Option<bool> Verbose { get; } = new("--verbose", "-v")
    {
        Description =
            "Log calls, ids and durations to standard error.\nOr set EXCHANGE_LOG to trace, debug, information or warning.",
        Recursive = true,
    };

    public static IReadOnlyList<Option> All { get; } = [Home, In, PassphraseFile, Verbose];

    /// <summary>For verbs that print results: a new one for each, so that no other verb has it.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON instead of text." };

    /// <summary>For verbs that create keys.</summary>
    public static Option<bool> NoPassphrase() =>
        new("--no-passphrase") { Description = "Store the keys without a passphrase, readable only by you (mode 0600)." };
}
