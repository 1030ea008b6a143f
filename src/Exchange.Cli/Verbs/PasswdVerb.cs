using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Shell;
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
            Description = "A file whose first line is the new passphrase. Default: asked for, twice.",
            HelpName = "FILE",
        };
        Option<string?> root =
            new("--root") { Description = "The folder of a root key to change, instead of the home's keys.", HelpName = "DIR" };
        Option<bool> none = SharedOptions.NoPassphrase();
        Verb command = new(
            "passwd",
            "Change the passphrase of your keys; the keys stay the same.",
            "exchange passwd",
            "exchange passwd --passphrase-file old.txt --new-passphrase-file new.txt") { newFile, root, none };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            string folder = parsed.GetValue(root) ?? call.Agreement().Folder;
            string stem = parsed.GetValue(root) is null ? KeyFile.DeviceStem : KeyFile.RootStem;

            // The old one is asked for first, as people expect; the keys are read again once both passphrases are known.
            KeyUnlock old = KeyFile.IsSealed(folder, stem) ? KeyUnlock.Once(call.Unlock.Passphrase("the current keys")) : KeyUnlock.None;
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
        : environment.AskPassphrase is { } ask ? Call.AskTwice(KeyUnlock.FromPrompt(ask), "the keys (new passphrase)")
        : throw new ClientException(
            ExitCode.Usage,
            "A new passphrase is required.",
            "None was given, and there is no terminal to ask on.",
            "Give --new-passphrase-file FILE, or --no-passphrase to keep the keys without one.");
}
