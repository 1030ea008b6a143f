using Exchange.Client.Errors;

namespace Exchange.Cli.Shell;

/// <summary>Asks on the terminal and reads one key: anything but y is no.</summary>
internal static class ConfirmPrompt
{
    /// <exception cref="ClientException">Ctrl-C was pressed.</exception>
    public static bool Ask(string question)
    {
        // Ctrl-C is a key here, as for a passphrase: as a signal it would take effect only after the next key.
        bool before = Console.TreatControlCAsInput;
        Console.TreatControlCAsInput = true;
        Console.Error.Write($"{question} [y/N] ");
        try
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            Console.Error.Write(char.IsControl(key.KeyChar) ? "" : key.KeyChar.ToString());
            return key is { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control }
                ? throw new ClientException(ExitCode.Failed, "Stopped.", "", "")
                : key.KeyChar is 'y' or 'Y';
        }
        finally
        {
            Console.TreatControlCAsInput = before;
            Console.Error.WriteLine();
        }
    }
}
