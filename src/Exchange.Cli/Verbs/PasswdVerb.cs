using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Client.Errors;
using Exchange.Client.Keys;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange passwd</c>: changes the passphrase of the keys.</summary>
internal static class PasswdVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<string?> newFile = new("--new-passphrase-file")
        {
            Description = "A file whose first line is the new passphrase; else it is asked for, twice.",
            HelpName = "FILE",
        };
        Option<string?> root =
            new("--root") { Description = "The root key in this folder, instead of the home's keys.", HelpName = "DIR" };
        Option<bool> none = SharedOptions.NoPassphrase();
        Verb command = new(
            "passwd",
            "Change the passphrase of the keys; the keys stay the same.",
            "exchange passwd",
            "exchange passwd --passphrase-file old.txt --new-passphrase-file new.txt") { newFile, root, none };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            string folder = parsed.GetValue(root) ?? call.Agreement().Folder;
            string stem = parsed.GetValue(root) is null ? KeyFile.DeviceStem : KeyFile.RootStem;

            // The old one is asked for first, as people expect; what it opens is read once more when all is known.
            KeyUnlock old = KeyFile.IsSealed(folder, stem) ? KeyUnlock.Once(call.Unlock.Passphrase("the present keys")) : KeyUnlock.None;
            char[] passphrase = parsed.GetValue(none) ? [] : New(environment, parsed.GetValue(newFile));
            string written = KeyFile.ChangePassphrase(folder, stem, old, passphrase);
            Array.Clear(passphrase);
            call.Say($"The keys are now in {TerminalText.Safe(written)}{(parsed.GetValue(none) ? ", without a passphrase" : "")}.");
            return 0;
        });
        return command;
    }

    private static char[] New(CommandEnvironment environment, string? file) =>
        file is not null ? KeyUnlock.FromFile(file).Passphrase(file)
        : environment.AskPassphrase is { } ask ? Call.AskTwice(KeyUnlock.FromPrompt(ask), "the keys from now on")
        : throw new ClientException(
            ExitCode.Usage,
            "There is no new passphrase.",
            "None was given and nobody can be asked.",
            "Give --new-passphrase-file FILE, or --no-passphrase to keep the keys without one.");
}
