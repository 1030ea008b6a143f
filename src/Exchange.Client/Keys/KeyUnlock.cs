using System.Security.Cryptography;
using System.Text;
using Exchange.Client.Errors;
using Exchange.Formats.Safety;

namespace Exchange.Client.Keys;

/// <summary>Where the passphrase of a sealed key file comes from. Asked for only when there is a sealed file.</summary>
public sealed class KeyUnlock
{
    /// <summary>The environment variable that names a file with the passphrase.</summary>
    public const string Variable = "EXCHANGE_PASSPHRASE_FILE";

    private const int MaxPassphraseFile = 4096;

    private readonly Func<string, char[]?> ask;

    private KeyUnlock(Func<string, char[]?> ask) => this.ask = ask;

    /// <summary>For key files without a passphrase.</summary>
    public static KeyUnlock None { get; } = new(_ => null);

    /// <summary>The first line of a file.</summary>
    public static KeyUnlock FromFile(string path) => new(_ => ReadFile(path));

    /// <param name="prompt">Gets the key file's path, gives the passphrase or null; what it gives is zeroed after use.</param>
    public static KeyUnlock FromPrompt(Func<string, char[]?> prompt) => new(prompt);

    /// <summary>A passphrase that is known already, for one use: the code that takes it zeroes it.</summary>
    public static KeyUnlock Once(char[] passphrase) => new(_ => passphrase);

    /// <summary>The file given, or the file that <c>EXCHANGE_PASSPHRASE_FILE</c> names, or the prompt.</summary>
    public static KeyUnlock Standard(string? passphraseFile, Func<string, char[]?>? prompt) =>
        (passphraseFile ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } file ? FromFile(file)
        : prompt is null ? None
        : FromPrompt(prompt);

    /// <summary>The passphrase, for the caller to zero.</summary>
    /// <exception cref="ClientException">There is none.</exception>
    public char[] Passphrase(string keyFile) => ask(keyFile) is { Length: > 0 } passphrase
        ? passphrase
        : throw new ClientException(
            ExitCode.Usage, "The keys are sealed with a passphrase.", "None was given.",
            $"Give --passphrase-file FILE, or name the file in {Variable}.");

    private static char[] ReadFile(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > MaxPassphraseFile)
        {
            throw new ClientException(
                ExitCode.Usage, $"{TerminalText.Safe(path)} is not a passphrase file.", "It does not exist, or is too large.",
                "Give a file whose first line is the passphrase.");
        }

        byte[] bytes = File.ReadAllBytes(path);
        char[] characters = Encoding.UTF8.GetChars(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        int end = characters.AsSpan().IndexOfAny('\r', '\n');
        char[] passphrase = end < 0 ? [.. characters] : characters[..end];
        Array.Clear(characters);
        return passphrase;
    }
}
