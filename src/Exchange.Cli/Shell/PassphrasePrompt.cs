using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Exchange.Client.Errors;

namespace Exchange.Cli.Shell;

/// <summary>Reads a passphrase from the terminal without echo.</summary>
internal static class PassphrasePrompt
{
    private const int MaxLength = 1024;

    /// <exception cref="ClientException">Ctrl-C was pressed.</exception>
    public static char[]? Ask(string what)
    {
        // While keys are read one by one, Ctrl-C is one of them: as a signal it would take effect only after the next key.
        bool before = Console.TreatControlCAsInput;
        Console.TreatControlCAsInput = true;
        Console.Error.Write($"Passphrase for {what}: ");
        char[] buffer = new char[MaxLength];
        int length = 0;
        try
        {
            for (ConsoleKeyInfo key = Console.ReadKey(intercept: true);
                key.Key != ConsoleKey.Enter;
                key = Console.ReadKey(intercept: true))
            {
                if (key is { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control })
                {
                    throw new ClientException(ExitCode.Failed, "Stopped.", "", "");
                }

                if (key.Key == ConsoleKey.Backspace)
                {
                    length = Math.Max(0, length - 1);
                }
                else if (!char.IsControl(key.KeyChar) && length < MaxLength)
                {
                    buffer[length++] = key.KeyChar;
                }
            }

            return length == 0 ? null : buffer[..length];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(buffer.AsSpan()));
            Console.TreatControlCAsInput = before;
            Console.Error.WriteLine();
        }
    }
}
