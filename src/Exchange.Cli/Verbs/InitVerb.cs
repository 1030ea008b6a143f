using System.CommandLine;
using Exchange.Client.Agreements;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Keys;
using Exchange.Contract.Ids;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange init</c>: the beginnings. A party's root keys, the server's keys, the server's logs.</summary>
internal static class InitVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<bool> root = new("--root") { Description = "Make a party's root key in the home." };
        Option<string?> party = new("--party") { Description = "With --root: the party's short name.", HelpName = "PARTY" };
        Option<string?> name = new("--name") { Description = "With --root: the party's name in full.", HelpName = "TEXT" };
        Option<bool> noPassphrase = CommonOptions.NoPassphrase();
        Command command = new(
            "init",
            "Make a party's root key.\n\nExample: exchange init --root --party lab --name \"Example Lab\" --home lab-root")
            { root, party, name, noPassphrase };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            return parsed.GetValue(root)
                ? MakeRoot(call, parsed.GetValue(party), parsed.GetValue(name), noPassphrase)
                : throw new ClientException(ExitCode.Usage, "Say what to begin.", "", "'exchange init --root' makes a party's root key. A member begins with 'exchange join'.");
        });
        return command;
    }

    private static int MakeRoot(Call call, string? party, string? name, Option<bool> noPassphrase)
    {
        if (party is null)
        {
            throw new ClientException(ExitCode.Usage, "Whose root key is it?", "--party is missing.", "Give --party PARTY.");
        }

        PartyName partyName = Names.Read(party, PartyName.Parse);
        char[] passphrase = call.NewPassphrase(noPassphrase, "the root key");
        AtomicFile.MakeFolder(call.HomeFolder);
        using RootKeys keys = RootKeys.Generate();
        KeyFile.WriteRoot(call.HomeFolder, keys, passphrase);
        Array.Clear(passphrase);
        call.WriteNew(Path.Combine(call.HomeFolder, "root-public.json"), RootPublicFile.Of(partyName, name ?? party, keys.Signer).Encode());
        call.Say("Keep the key offline. Give root-public.json to whoever drafts the agreement.");
        return 0;
    }
}
