using System.CommandLine;
using System.Globalization;
using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Keys;
using Exchange.Reports;
using Microsoft.Extensions.Logging;

namespace Exchange.Cli.Verbs;

/// <summary>One call of a command: what was typed, and where its words go.</summary>
internal sealed class Call(ParseResult parsed, CommandEnvironment environment)
{
    public ParseResult Parsed => parsed;

    public CommandEnvironment Environment => environment;

    public TextWriter Output => parsed.InvocationConfiguration.Output;

    public TextWriter Error => parsed.InvocationConfiguration.Error;

    public string HomeFolder => ClientHome.Locate(parsed.GetValue(SharedOptions.Home));

    public KeyUnlock Unlock => KeyUnlock.Standard(parsed.GetValue(SharedOptions.PassphraseFile), environment.AskPassphrase);

    /// <summary>The client's log, on standard error.</summary>
    public ILoggerFactory Logging => LogChoice.ForClient(parsed, Error);

    public AgreementHome Agreement() => ClientHome.Open(HomeFolder).Pick(parsed.GetValue(SharedOptions.In));

    public Task<Participant> OpenAsync(CancellationToken cancellationToken) =>
        Participant.OpenAsync(Agreement(), Unlock, new ParticipantOptions { Time = environment.Time, Logging = Logging }, cancellationToken);

    public void Say(string line) => Output.WriteLine(line);

    public void Say(FormattableString line) => Output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>A passphrase for new keys: none when asked for, else asked twice on a terminal or taken from the file.</summary>
    public char[] NewPassphrase(Option<bool> noPassphrase, string what)
    {
        if (parsed.GetValue(noPassphrase))
        {
            return [];
        }

        bool fromFile = (parsed.GetValue(SharedOptions.PassphraseFile) ?? System.Environment.GetEnvironmentVariable(KeyUnlock.Variable)) is { Length: > 0 };
        if (!fromFile && environment.AskPassphrase is null)
        {
            throw new ClientException(ExitCode.Usage, "New keys need a passphrase.", "None was given and nobody can be asked.", "Give --passphrase-file FILE, or --no-passphrase to keep them without one.");
        }

        char[] first = Unlock.Passphrase(what);
        return fromFile || first.AsSpan().SequenceEqual(Unlock.Passphrase(what + ", again"))
            ? first
            : throw new ClientException(ExitCode.Usage, "The two passphrases differ.", "", "Try again.");
    }

    public static byte[] ReadSmall(string path, string what)
    {
        const int max = 8 * 1024 * 1024;
        FileInfo file = new(path);
        return file.Exists && file.Length <= max
            ? File.ReadAllBytes(path)
            : throw new ClientException(ExitCode.Usage, $"{TerminalText.Safe(path)} is not {what}.", file.Exists ? "It is too large." : "There is no such file.", "Look at the path.");
    }

    public void WriteNew(string path, ReadOnlySpan<byte> content)
    {
        AtomicFile.Write(path, content);
        Say($"wrote {TerminalText.Safe(path)}");
    }
}
