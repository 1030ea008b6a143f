using System.CommandLine;
using Exchange.Client.Keys;
using Exchange.Reports;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange passwd</c>: changes the passphrase of the keys.</summary>
internal static class PasswdVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<string?> newFile = new("--new-passphrase-file") { Description = "A file whose first line is the new passphrase.", HelpName = "FILE" };
        Option<bool> none = SharedOptions.NoPassphrase();
        Command command = new("passwd", "Change the passphrase of the keys.\n\nExample: exchange passwd") { newFile, none };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            string folder = call.Agreement().Folder;
            KeyUnlock next = parsed.GetValue(newFile) is { } file ? KeyUnlock.FromFile(file)
                : environment.AskPassphrase is { } ask ? KeyUnlock.FromPrompt(ask)
                : KeyUnlock.None;
            char[] passphrase = parsed.GetValue(none) ? [] : next.Passphrase("the new keys");
            string written = KeyFile.ChangePassphrase(folder, KeyFile.DeviceStem, call.Unlock, passphrase);
            Array.Clear(passphrase);
            call.Say($"The keys are now in {TerminalText.Safe(written)}.");
            return 0;
        });
        return command;
    }
}
