using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Printing;
using Exchange.Cli.Shell;
using Exchange.Client.Agreements;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Keys;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;
using Exchange.Formats.Safety;
using Exchange.Server.Hosting;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange init</c>: creates a party's root key, the server's keys or the server's logs.</summary>
internal static class InitVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<bool> root = new("--root") { Description = "Create a party's root key in the home." };
        Option<string?> party = new("--party") { Description = "With --root: the party's short name.", HelpName = "PARTY" };
        Option<string?> name = new("--name") { Description = "With --root: the party's full name.", HelpName = "TEXT" };
        Option<bool> server = new("--server") { Description = "Create the server's keys in the home; with --agreement, its logs." };
        Option<string> origin = new("--origin")
        {
            Description = "With --server: the prefix of the logs' names.",
            DefaultValueFactory = _ => "exchange.example",
            HelpName = "NAME",
        };
        Option<string?> agreement =
            new("--agreement") { Description = "With --server: the signed agreement, the first entry of the logs.", HelpName = "FILE" };
        Argument<string[]> memberships = new("MEMBERSHIP")
        {
            Description = "With --agreement: the signed memberships of the first administrators.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<bool> noPassphrase = SharedOptions.NoPassphrase();
        Verb command = new(
            "init",
            """
            Create a party's root key, a server's keys, or a server's logs.
            Create the logs last, once every party has signed the agreement. Members start with 'exchange join'.
            """,
            "exchange init --root --party lab --home lab-root",
            "exchange init --server --home server",
            "exchange init --server --home server --agreement agreement.json dana.json erin.json")
            { root, party, name, server, origin, agreement, memberships, noPassphrase };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            RequireUsed(parsed.GetValue(SharedOptions.PassphraseFile), parsed.GetValue(server));
            return (parsed.GetValue(root), parsed.GetValue(server), parsed.GetValue(agreement)) switch
            {
                (true, false, null) => MakeRoot(call, parsed.GetValue(party), parsed.GetValue(name), noPassphrase),
                (false, true, null) => MakeServer(call, parsed.GetRequiredValue(origin)),
                (false, true, { } file) => MakeLogs(call, file, parsed.GetValue(memberships) ?? []),
                _ => throw new ClientException(
                    ExitCode.Usage, "There is nothing to create.", "", "Give --root or --server. Members start with: exchange join"),
            };
        });
        return command;
    }

    // The server starts unattended. Someone who gives a passphrase must not believe that it protects the keys.
    private static void RequireUsed(string? passphraseFile, bool server)
    {
        if (server && passphraseFile is not null)
        {
            throw new ClientException(
                ExitCode.Usage,
                "A server's keys take no passphrase.",
                "The server must start unattended; only its own user can read its keys (mode 0600).",
                "Omit --passphrase-file.");
        }
    }

    private static int MakeRoot(Call call, string? party, string? name, Option<bool> noPassphrase)
    {
        PartyName partyName = Names.Read(
            party ?? throw new ClientException(ExitCode.Usage, "The party is not named.", "--party is missing.", "Give --party PARTY."),
            PartyName.Parse);
        char[] passphrase = call.NewPassphrase(noPassphrase, "the root key");
        PrivateFile.MakeFolder(call.HomeFolder);
        using RootKeys keys = RootKeys.Generate();
        KeyFile.WriteRoot(call.HomeFolder, keys, passphrase);
        Array.Clear(passphrase);
        call.WriteNew(
            Path.Combine(call.HomeFolder, "root-public.json"),
            RootPublicFile.Of(partyName, name ?? partyName.ToString(), keys.Signer).Encode());
        call.Say("Keep the root key offline. Send root-public.json to the person who drafts the agreement.");
        return 0;
    }

    private static int MakeServer(Call call, string origin)
    {
        Guard(() => ServerHome.CreateKeys(call.HomeFolder, $"{origin}/directory", $"{origin}/audit"));
        call.Say($"wrote {TerminalText.Safe(Path.Combine(call.HomeFolder, "server-keys.json"))}");
        call.Say("Send it to the person who drafts the agreement. The private keys next to it stay here.");
        return 0;
    }

    private static int MakeLogs(Call call, string agreement, string[] memberships)
    {
        DsseEnvelope envelope = Call.ReadEnvelope(agreement, "an agreement");
        List<DsseEnvelope> first = [.. memberships.Select(path => Call.ReadEnvelope(path, "a membership"))];
        Guard(() => ServerHome.CreateLogs(call.HomeFolder, envelope, first));
        call.Say($"Created the logs with the agreement and {HumanText.Count(first.Count, "membership")}. "
            + $"Start the server with: exchange serve --home {TerminalText.Safe(call.HomeFolder)}");
        return 0;
    }

    private static void Guard(Action create)
    {
        try
        {
            create();
        }
        catch (ServerHomeException problem)
        {
            throw new ClientException(
                ExitCode.Failed,
                TerminalText.Safe(problem.What) + ":",
                TerminalText.Safe(problem.Why) + ".",
                TerminalText.Safe(problem.Next),
                problem);
        }
        catch (DirectoryException problem)
        {
            throw new ClientException(
                ExitCode.Failed,
                "A membership is not valid:",
                TerminalText.Safe(problem.Message) + ".",
                "Have it signed by the party's root key.",
                problem);
        }
    }
}
