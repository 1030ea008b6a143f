using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Shell;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Sandbox;

/// <summary><c>exchange sandbox DIR</c>.</summary>
internal static class SandboxVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> folder = new("DIR") { Description = "A new or empty folder." };
        Option<string> listen = new("--listen")
        {
            Description = "The address that its server will listen on.",
            DefaultValueFactory = _ => AgreementHome.DefaultServer,
            HelpName = "HOST:PORT",
        };
        Verb command = new(
            "sandbox",
            """
            Set up a lab and an institute in a folder, to try things out.
            Their keys have no passphrase.
            """,
            "exchange sandbox /tmp/play") { folder, listen };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            string path = Path.GetFullPath(parsed.GetRequiredValue(folder));
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            {
                throw new ClientException(ExitCode.Usage, $"{TerminalText.Safe(path)} is not empty.", "", "Give a new or empty folder.");
            }

            SandboxBuilder.Create(path, Names.Address(parsed.GetRequiredValue(listen)).ToString(), environment.Time);
            string shown = TerminalText.Safe(path);
            call.Say($"Created {shown}.");
            call.Say("  lab:        alice (submitter), dana (administrator, approver)");
            call.Say("  institute:  bob (reader), carol (compliance), erin (administrator, approver)");
            call.Say("For trying things out only: the keys have no passphrase, and the log has no witnesses.");
            call.Say("");
            call.Say("Start the server, then run the others in a second terminal:");
            call.Say($"  exchange serve --home {shown}/server --listen {parsed.GetRequiredValue(listen)}");
            call.Say($"  exchange submit FILE --to institute/bob --home {shown}/alice");
            call.Say($"  exchange inbox --home {shown}/bob");
            call.Say($"  exchange pull ITEM --purpose research --home {shown}/bob");
            call.Say($"  exchange audit log --home {shown}/carol");
            call.Say("If you submit with --approvals 1, dana must approve before bob can open it:");
            call.Say($"  exchange approve ITEM --home {shown}/dana");
            return 0;
        });
        return command;
    }
}
