using System.CommandLine;
using System.Globalization;
using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Keys;
using Exchange.Contract.Agreements;
using Exchange.Contract.Members;
using Exchange.Reports;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange doctor</c>: looks at everything a member needs, and says what to do about what is wrong.</summary>
internal static class DoctorVerb
{
    private static readonly TimeSpan WarnBeforeEnd = TimeSpan.FromDays(60);

    public static Command Create(CommandEnvironment environment)
    {
        Command command = new("doctor", "Check the home, the keys, the agreement, the server and the membership.\n\nExample: exchange doctor");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            AgreementHome home = call.Agreement();
            call.Say($"ok    home {TerminalText.Safe(home.Folder)}");

            Agreement agreement = home.ReadAgreement();
            DateTimeOffset now = environment.Time.GetUtcNow();
            string until = agreement.Terms.End.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            call.Say(!agreement.IsInForce(now) ? $"WRONG the agreement is not in force (until {until}): sign a new one"
                : agreement.Terms.End - now < WarnBeforeEnd ? $"soon  the agreement ends {until}: sign an amendment before"
                : $"ok    the agreement is in force until {until}");
            call.Say("note  the agreement has no witnesses: nobody but the log's own key vouches for a checkpoint");

            int wrong = agreement.IsInForce(now) ? 0 : 1;
            foreach (string key in Directory.EnumerateFiles(home.Folder, KeyFile.DeviceStem + ".*"))
            {
                bool open = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(key) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0;
                call.Say(open ? $"WRONG others can read {TerminalText.Safe(key)}: chmod 600" : $"ok    only you can read {TerminalText.Safe(key)}");
                wrong += open ? 1 : 0;
            }

            using Participant self = await call.OpenAsync(cancellationToken);
            call.Say($"ok    server {TerminalText.Safe(home.ReadServer())} answers with the operator's certificate");
            call.Say($"ok    the directory replays: {self.Directory.Size} entries, as consistent as what was seen before");
            call.Say($"ok    you are {self.Self.Name}: {string.Join(", ", self.Self.Roles.Select(RoleNames.Format))}");
            return wrong == 0 ? 0 : (int)ExitCode.Failed;
        });
        return command;
    }
}
