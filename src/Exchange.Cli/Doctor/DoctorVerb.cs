using System.CommandLine;
using System.Text.Json.Serialization;
using Exchange.Cli.Help;
using Exchange.Cli.Shell;
using Exchange.Client.Errors;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Doctor;

/// <summary><c>exchange doctor</c>: checks everything that is needed and suggests fixes.</summary>
internal static class DoctorVerb
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "doctor",
            """
            Check home, keys, agreement, server and clock, and suggest fixes.
            Each line is ok, warn or fail; any fail means exit code 1. For a server's home it checks keys and agreement only.
            """,
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
                    [.. findings.Select(Print)],
                    DoctorJson.Default.IReadOnlyListFindingJson);
            }
            else
            {
                Tell(call, findings);
            }

            return findings.Any(found => found.State == Finding.Fail) ? (int)ExitCode.Failed : 0;
        });
        return command;
    }

    private static FindingJson Print(Finding found) =>
        new(found.State, found.Check, found.Text, found.Next.Length == 0 ? null : found.Next);

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

/// <summary>One line of <c>doctor --json</c>: state is ok, warn or fail.</summary>
internal sealed record FindingJson(string State, string Check, string Text, string? Next);

/// <summary>The JSON of this verb, by the same rules as that of the others.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<FindingJson>))]
internal sealed partial class DoctorJson : JsonSerializerContext;
