using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Exchange.Cli.Printing;
using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Keys;
using Exchange.Contract.Agreements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Safety;
using Microsoft.Extensions.Logging;

namespace Exchange.Cli.Shell;

/// <summary>One run of a command: what was typed, and where its output goes.</summary>
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

    /// <summary>The pinned agreement, where it must be in force.</summary>
    /// <exception cref="ClientException">It is not in force.</exception>
    public Agreement AgreementInForce()
    {
        Agreement agreement = Agreement().ReadAgreement();
        return agreement.IsInForce(environment.Time.GetUtcNow())
            ? agreement
            : throw new ClientException(
                ExitCode.Failed,
                "The agreement is not in force.",
                $"It is in force from {HumanText.Day(agreement.Predicate.Start)} until {HumanText.Day(agreement.Predicate.End)}.",
                "Check this machine's clock. If it is right, the parties must sign a new agreement.");
    }

    public Task<Participant> OpenAsync(CancellationToken cancellationToken) =>
        Participant.OpenAsync(
            Agreement(), Unlock, new ParticipantOptions { Time = environment.Time, Logging = Logging }, cancellationToken);

    public void SayJson<T>(T value, JsonTypeInfo<T> shape) => Output.WriteLine(JsonSerializer.Serialize(value, shape));

    public void Say(TextTable table) => table.Write(Output, environment.Width);

    public void Say(string line) => Output.WriteLine(line);

    public void Say(FormattableString line) => Output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    public TransferBar Progress() => new(Error, environment.ShowsProgress);

    /// <summary>Asks, if there is a terminal and --yes was not given.</summary>
    /// <param name="otherwise">What did not happen, a sentence.</param>
    /// <exception cref="ClientException">The answer was not yes.</exception>
    public void RequireYes(Option<bool> yes, string question, string otherwise)
    {
        if (!parsed.GetValue(yes) && environment.Confirm is { } confirm && !confirm(question))
        {
            throw new ClientException(ExitCode.Failed, otherwise, "You did not answer yes.", "");
        }
    }

    /// <summary>A passphrase for new keys: none with --no-passphrase, otherwise from the file or asked twice on a terminal.</summary>
    public char[] NewPassphrase(Option<bool> noPassphrase, string what)
    {
        if (parsed.GetValue(noPassphrase))
        {
            return [];
        }

        bool fromFile = (parsed.GetValue(SharedOptions.PassphraseFile) ?? System.Environment.GetEnvironmentVariable(KeyUnlock.Variable)) is
        {
            Length: > 0
        };
        if (!fromFile && environment.AskPassphrase is null)
        {
            throw new ClientException(
                ExitCode.Usage,
                "New keys need a passphrase.",
                "None was given, and there is no terminal to ask on.",
                "Give --passphrase-file FILE, or --no-passphrase to store them without one.");
        }

        return fromFile ? Unlock.Passphrase(what) : AskTwice(Unlock, what);
    }

    /// <exception cref="ClientException">The two differ, or none was given.</exception>
    public static char[] AskTwice(KeyUnlock prompt, string what)
    {
        char[] first = prompt.Passphrase(what);
        char[] second = prompt.Passphrase(what + ", again");
        bool same = first.AsSpan().SequenceEqual(second);
        Array.Clear(second);
        return same
            ? first
            : throw new ClientException(ExitCode.Usage, "The two passphrases differ.", "Nothing was changed.", "Try again.");
    }

    /// <summary>A statement that somebody gave as a file.</summary>
    /// <exception cref="ClientException">The file does not exist, or holds something else.</exception>
    public static DsseEnvelope ReadEnvelope(string path, string what)
    {
        try
        {
            return DsseEnvelope.Parse(ReadSmall(path, what));
        }
        catch (MalformedException malformed)
        {
            throw new ClientException(
                ExitCode.Failed,
                $"{TerminalText.Safe(path)} is not {what}.",
                $"It cannot be read: {TerminalText.Safe(malformed.Message, 200)}.",
                "Ask the person who made the file for a new copy.",
                malformed);
        }
    }

    public static byte[] ReadSmall(string path, string what)
    {
        const int max = 8 * 1024 * 1024;
        InputFiles.Require(path);
        return new FileInfo(path).Length <= max
            ? File.ReadAllBytes(path)
            : throw new ClientException(
                ExitCode.Usage, $"{TerminalText.Safe(path)} is not {what}.", "It is too large.", "Check the path.");
    }

    public void WriteNew(string path, ReadOnlySpan<byte> content)
    {
        AtomicFile.Write(path, content);
        Say($"wrote {TerminalText.Safe(path)}");
    }
}
