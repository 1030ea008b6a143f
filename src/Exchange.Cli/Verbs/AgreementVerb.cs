using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Json;
using Exchange.Cli.Printing;
using Exchange.Client.Agreements;
using Exchange.Client.Errors;
using Exchange.Client.Keys;
using Exchange.Contract.Agreements;
using Exchange.Contract.Ids;
using Exchange.Contract.Json;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Wording;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange agreement new|sign|show</c>.</summary>
internal static class AgreementVerb
{
    public static Command Create(CommandEnvironment environment) =>
        new Verb("agreement", "Draft, sign and read the agreement that both organisations pin.", "exchange agreement show")
        {
            New(environment), Sign(environment), Show(environment),
        };

    private static Command New(CommandEnvironment environment)
    {
        Option<string[]> roots =
            new("--root") { Description = "A party's root public file; one for each root key.", Required = true, HelpName = "FILE" };
        Option<string> server = new("--server-keys") { Description = "The server's public file.", Required = true, HelpName = "FILE" };
        Option<string?> operatedBy =
            new("--operator") { Description = "The party that runs the server, if it is one of them.", HelpName = "PARTY" };
        Option<int> days = new("--days")
        {
            Description = "How many days the agreement holds, from now on.",
            HelpName = "DAYS",
            DefaultValueFactory = _ => 730,
        };
        Option<string> output = new("--output", "-o")
        {
            Description = "Where the draft goes.",
            DefaultValueFactory = _ => "agreement.json",
            HelpName = "FILE",
        };
        Verb command = new(
            "new",
            "Draft an agreement from the parties' and the server's public files.",
            "exchange agreement new --root lab-root.json --root institute-root.json --server-keys server-keys.json")
        {
            roots, server, operatedBy, days, output,
        };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            RootPublicFile[] files =
                [.. (parsed.GetValue(roots) ?? []).Select(path => RootPublicFile.Parse(Call.ReadSmall(path, "a root public file")))];
            ServerPublicFile keys = ServerPublicFile.Parse(Call.ReadSmall(parsed.GetRequiredValue(server), "a server's public file"));
            AgreementDraft draft = AgreementDraft.Begin(files, keys, environment.Time);
            draft = draft with
            {
                End = draft.Start.AddDays(parsed.GetValue(days)),
                Operator = parsed.GetValue(operatedBy) is { } party ? Names.Read(party, PartyName.Parse) : null,
            };
            call.WriteNew(parsed.GetRequiredValue(output), draft.ToEnvelope().Encode());
            call.Say("Every party signs it now: 'exchange agreement sign'. It has no witnesses: "
                + "nobody but the server's own key will vouch for the log.");
            return 0;
        });
        return command;
    }

    private static Command Sign(CommandEnvironment environment)
    {
        Argument<string> file = new("FILE") { Description = "The agreement; the signature is added to it." };
        Verb command =
            new("sign", "Sign an agreement with the root key in the home.", "exchange agreement sign agreement.json --home lab-root")
            {
                file,
            };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            string path = parsed.GetRequiredValue(file);
            DsseEnvelope envelope = Call.ReadEnvelope(path, "an agreement");
            Describe(call, AgreementVerifier.ReadUnverified(envelope));
            using RootKeys keys = KeyFile.ReadRoot(call.HomeFolder, call.Unlock);
            call.WriteNew(path, AgreementSigning.AddSignature(envelope, keys.Signer).Encode());
            return 0;
        });
        return command;
    }

    private static Command Show(CommandEnvironment environment)
    {
        Argument<string?> file =
            new("FILE") { Description = "The agreement's file; else the one that the home has pinned.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "show",
            "Read an agreement and say whether every party has signed it.",
            "exchange agreement show agreement.json",
            "exchange agreement show --json") { file, json };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            DsseEnvelope envelope = Call.ReadEnvelope(parsed.GetValue(file) ?? call.Agreement().AgreementFile, "an agreement");
            AgreementPredicate terms = AgreementVerifier.ReadUnverified(envelope);
            string? unsigned = WhyNotSigned(envelope);
            if (parsed.GetValue(json))
            {
                call.SayJson(Print(envelope, terms, unsigned is null), CliJson.Default.AgreementJson);
            }
            else
            {
                Describe(call, terms);
                call.Say($"digest {envelope.PayloadDigest}: compare it with the other party's by other means");
                call.Say(unsigned is null ? "Signed by every party." : "NOT signed by every party yet.");
            }

            return unsigned is null
                ? 0
                : throw new ClientException(
                    ExitCode.Failed,
                    "The agreement does not count yet.",
                    TerminalText.Safe(unsigned, 200) + ".",
                    "Each party signs it with: exchange agreement sign FILE");
        });
        return command;
    }

    private static string? WhyNotSigned(DsseEnvelope envelope)
    {
        try
        {
            AgreementVerifier.Verify(envelope);
            return null;
        }
        catch (MalformedException lacking)
        {
            return lacking.Message;
        }
    }

    private static AgreementJson Print(DsseEnvelope envelope, AgreementPredicate terms, bool signed) => new(
        terms.Agreement.ToString(),
        terms.Version,
        envelope.PayloadDigest.ToString(),
        signed,
        Timestamp.Format(terms.Start),
        Timestamp.Format(terms.End),
        [.. terms.Parties.Select(party => new PartyJson(party.Name.ToString(), party.DisplayName, party.Threshold, party.Roots.Count))],
        terms.Logs.Directory.Origin,
        terms.Logs.Audit.Origin,
        terms.Operator.Party?.ToString(),
        terms.Witnesses.Count,
        terms.Quorum,
        terms.Purposes,
        [.. terms.Kinds.Select(kind => new KindJson(kind.Name, DefaultPolicy(kind)))]);

    private static string DefaultPolicy(KindTerms kind) =>
        PolicyText.Sentence(PolicyBytes.Parse(kind.DefaultPolicy.Span), id => id.ToString());

    private static void Describe(Call call, AgreementPredicate terms)
    {
        call.Say(
            $"agreement {terms.Agreement}, version {terms.Version}, from {HumanText.Day(terms.Start)} until {HumanText.Day(terms.End)}");
        foreach (PartyTerms party in terms.Parties)
        {
            call.Say(
                $"  party {party.Name} ({TerminalText.Safe(party.DisplayName)}): {party.Threshold} of {party.Roots.Count} root keys sign");
        }

        call.Say($"  logs {TerminalText.Safe(terms.Logs.Directory.Origin)} and {TerminalText.Safe(terms.Logs.Audit.Origin)}");
        call.Say($"  operator {terms.Operator.Party?.ToString() ?? "none of the parties"}");
        call.Say($"  witnesses none, quorum {terms.Quorum}: nobody but the log's own key vouches for a checkpoint");
        call.Say($"  purposes {string.Join(", ", terms.Purposes)}");
        foreach (KindTerms kind in terms.Kinds)
        {
            call.Say($"  kind {kind.Name}: {DefaultPolicy(kind)}");
        }
    }
}
