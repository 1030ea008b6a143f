using System.CommandLine;
using Exchange.Cli.Doctor;
using Exchange.Cli.Help;
using Exchange.Cli.Json;
using Exchange.Client.Errors;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange doctor</c>: looks at everything that is needed, and says what to do about what is wrong.</summary>
internal static class DoctorVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "doctor",
            "Check home, keys, agreement, server and clock; say what to do.\n"
                + "Each line is ok, warn or fail; with a fail the exit code is 1. Of a server's folder it checks keys and agreement.",
            "exchange doctor",
            "exchange doctor --home /var/lib/exchange")
            { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Call call = new(parsed, environment);
            IReadOnlyList<Finding> findings = ServerDoctor.Knows(call.HomeFolder)
                ? ServerDoctor.Run(call, call.HomeFolder)
                : await new MemberDoctor(call, call.Agreement()).RunAsync(cancellationToken);
            if (parsed.GetValue(json))
            {
                call.SayJson(
                    [.. findings
                        .Select(
                            found => new FindingJson(found.State, found.Check, found.Text, found.Next.Length == 0 ? null : found.Next))],
                    CliJson.Default.IReadOnlyListFindingJson);
            }
            else
            {
                Tell(call, findings);
            }

            return findings.Any(found => found.State == Finding.Fail) ? (int)ExitCode.Failed : 0;
        });
        return command;
    }

    private static void Tell(Call call, IReadOnlyList<Finding> findings)
    {
        foreach (Finding found in findings)
        {
            call.Say($"{found.State,-5} {found.Check,-12} {TerminalText.Safe(found.Text)}");
            if (found.Next.Length > 0)
            {
                call.Say($"      {"",-12} {TerminalText.Safe(found.Next)}");
            }
        }
    }
}
