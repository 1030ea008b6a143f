using System.CommandLine;

namespace Exchange.Cli.Verbs;

/// <summary>The options that every command knows.</summary>
internal static class SharedOptions
{
    public static Option<string?> Home { get; } = new("--home") { Description = "The home folder (else EXCHANGE_HOME, else the XDG data folder).", Recursive = true, HelpName = "DIR" };

    public static Option<string?> In { get; } = new("--in") { Description = "Which agreement of the home; the only one is the default.", Recursive = true, HelpName = "NAME" };

    public static Option<string?> PassphraseFile { get; } = new("--passphrase-file") { Description = "A file whose first line opens the keys (else EXCHANGE_PASSPHRASE_FILE).", Recursive = true, HelpName = "FILE" };

    public static Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Log every call to standard error, with ids, sizes and durations (else EXCHANGE_LOG: trace, debug, information, warning).", Recursive = true };

    public static IReadOnlyList<Option> All { get; } = [Home, In, PassphraseFile, Verbose];

    /// <summary>For verbs that read: made anew for each, so that only they have it.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON instead of text." };

    /// <summary>For verbs that make keys.</summary>
    public static Option<bool> NoPassphrase() => new("--no-passphrase") { Description = "Keep the keys without a passphrase, readable by you alone (mode 0600)." };
}
