namespace Exchange.Cli.Shell;

/// <summary>What a command takes from its process, so that a test can replace it.</summary>
public sealed record CommandEnvironment
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether standard error is a terminal: progress is shown only then.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Columns of the terminal on standard output; 0 if it is not a terminal, and nothing is cut.</summary>
    public int Width { get; init; }

    /// <summary>Asks for a passphrase without showing it; null where there is no terminal to ask on.</summary>
    public Func<string, char[]?>? AskPassphrase { get; init; }

    /// <summary>Asks a yes-or-no question; null where there is no terminal to ask on.</summary>
    public Func<string, bool>? Confirm { get; init; }

    /// <summary>Without a terminal.</summary>
    public static CommandEnvironment Bare { get; } = new();

    public static CommandEnvironment OfProcess() => new()
    {
        ShowsProgress = !Console.IsErrorRedirected,
        Width = Console.IsOutputRedirected ? 0 : Console.WindowWidth,
        AskPassphrase = Console.IsInputRedirected ? null : PassphrasePrompt.Ask,
        Confirm = Console.IsInputRedirected || Console.IsErrorRedirected ? null : ConfirmPrompt.Ask,
    };
}
