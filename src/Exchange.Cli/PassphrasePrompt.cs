using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Exchange.Cli;

/// <summary>Reads a passphrase from the terminal without echo.</summary>
internal static class PassphrasePrompt
{
    private const int MaxLength = 1024;

    public static char[]? Ask(string what)
    {
        Console.Error.Write($"Passphrase for {what}: ");
        char[] buffer = new char[MaxLength];
        int length = 0;
        try
        {
            for (ConsoleKeyInfo key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
            {
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
            Console.Error.WriteLine();
        }
    }
}
