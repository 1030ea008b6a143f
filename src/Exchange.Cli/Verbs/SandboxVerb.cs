using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Sandbox;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange sandbox DIR</c>.</summary>
internal static class SandboxVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> folder = new("DIR") { Description = "A new or empty folder." };
        Option<string> listen = new("--listen")
        {
            Description = "Where its server will listen.",
            DefaultValueFactory = _ => AgreementHome.DefaultServer,
            HelpName = "HOST:PORT",
        };
        Verb command = new(
            "sandbox",
            "Make a lab and an institute in a folder, to play with.\nTheir keys have no passphrase.",
            "exchange sandbox /tmp/play") { folder, listen };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            string path = Path.GetFullPath(parsed.GetRequiredValue(folder));
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            {
                throw new ClientException(ExitCode.Usage, $"{TerminalText.Safe(path)} is not empty.", "", "Give a new folder.");
            }

            SandboxBuilder.Create(path, ServeVerb.ParseAddress(parsed.GetRequiredValue(listen)).ToString(), environment.Time);
            string shown = TerminalText.Safe(path);
            call.Say($"Made {shown}: alice (submitter) and dana (administrator and approver) of the lab, bob (reader), erin "
                + "(administrator and approver) and carol (compliance) of the institute.");
            call.Say("The keys have no passphrase, and there are no witnesses: this is to play with.");
            call.Say("");
            call.Say($"  exchange serve --home {shown}/server --listen {parsed.GetRequiredValue(listen)}");
            call.Say($"  exchange submit FILE --to institute/bob --home {shown}/alice");
            call.Say($"  exchange inbox --home {shown}/bob");
            call.Say($"  exchange pull ITEM --purpose research --home {shown}/bob");
            call.Say($"  exchange audit log --home {shown}/carol");
            call.Say("With approvals (exchange submit FILE --to institute/bob --approvals 1):");
            call.Say($"  exchange approve ITEM --home {shown}/dana");
            return 0;
        });
        return command;
    }
}
