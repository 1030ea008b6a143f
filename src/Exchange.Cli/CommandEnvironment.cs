namespace Exchange.Cli;

/// <summary>What a command takes from the process around it, so that a test can give it another.</summary>
public sealed record CommandEnvironment
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether standard error is a terminal: progress is shown only then.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Columns of the terminal that standard output is; 0 where it is none, and nothing is cut.</summary>
    public int Width { get; init; }

    /// <summary>Asks for a passphrase without showing it; null where nobody can be asked.</summary>
    public Func<string, char[]?>? AskPassphrase { get; init; }

    /// <summary>Asks a question that is answered by yes or no; null where nobody can be asked.</summary>
    public Func<string, bool>? Confirm { get; init; }

    /// <summary>No terminal, nobody to ask.</summary>
    public static CommandEnvironment Bare { get; } = new();

    public static CommandEnvironment OfProcess() => new()
    {
        ShowsProgress = !Console.IsErrorRedirected,
        Width = Console.IsOutputRedirected ? 0 : Console.WindowWidth,
        AskPassphrase = Console.IsInputRedirected ? null : PassphrasePrompt.Ask,
        Confirm = Console.IsInputRedirected || Console.IsErrorRedirected ? null : ConfirmPrompt.Ask,
    };
}
