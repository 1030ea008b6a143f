namespace Exchange.Cli;

/// <summary>What a command takes from the process around it, so that a test can give it another.</summary>
public sealed record CommandEnvironment
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether a person watches: progress bars and colour only then.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Asks for a passphrase without showing it; null where nobody can be asked.</summary>
    public Func<string, char[]?>? AskPassphrase { get; init; }

    /// <summary>No terminal, nobody to ask.</summary>
    public static CommandEnvironment Bare { get; } = new();

    public static CommandEnvironment OfProcess() => new()
    {
        IsTerminal = !Console.IsOutputRedirected && !Console.IsErrorRedirected,
        AskPassphrase = Console.IsInputRedirected ? null : PassphrasePrompt.Ask,
    };
}
