using System.CommandLine;
using Exchange.Cli.Help;
using Exchange.Cli.Printing;
using Exchange.Cli.Shell;
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
        new Verb("agreement", "Draft, sign and show the agreement between the parties.", "exchange agreement show")
        {
            New(environment), Sign(environment), Show(environment),
        };

    private static Command New(CommandEnvironment environment)
    {
        Option<string[]> roots =
            new("--root") { Description = "A party's root-public.json; give one for each root key.", Required = true, HelpName = "FILE" };
        Option<string> server =
            new("--server-keys") { Description = "The server's server-keys.json.", Required = true, HelpName = "FILE" };
        Option<string?> operatedBy =
            new("--operator") { Description = "The party that runs the server; omit it if none of them does.", HelpName = "PARTY" };
        Option<int> days = new("--days")
        {
            Description = "The agreement's length in days, from now.",
            HelpName = "DAYS",
            DefaultValueFactory = _ => 730,
        };
        Option<string> output = new("--output", "-o")
        {
            Description = "The file to write the draft to.",
            DefaultValueFactory = _ => "agreement.json",
            HelpName = "FILE",
        };
        Verb command = new(
            "new",
            "Draft an agreement from the public files of the parties and the server.",
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
            call.Say("Now each party signs it with: exchange agreement sign FILE\n"
                + "It names no witnesses, so only the server's own key vouches for the log.");
            return 0;
        });
        return command;
    }

    private static Command Sign(CommandEnvironment environment)
    {
        Argument<string> file = new("FILE") { Description = "The agreement; your signature is added to the file." };
        Verb command =
            new("sign", "Sign an agreement with the root key in --home.", "exchange agreement sign agreement.json --home lab-root")
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
            new("FILE") { Description = "The agreement's file. Default: the one pinned in the home.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = SharedOptions.Json();
        Verb command = new(
            "show",
            "Show an agreement and whether every party has signed it.",
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
                call.Say($"digest {envelope.PayloadDigest}: compare it with the other party's over another channel");
                call.Say(unsigned is null ? "Signed by every party." : "NOT signed by every party yet.");
            }

            return unsigned is null
                ? 0
                : throw new ClientException(
                    ExitCode.Failed,
                    "The agreement is not complete.",
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

    private static AgreementJson Print(DsseEnvelope envelope, AgreementPredicate terms, bool signed) => new()
    {
        Agreement = terms.Agreement.ToString(),
        Version = terms.Version,
        Digest = envelope.PayloadDigest.ToString(),
        Signed = signed,
        Start = Timestamp.Format(terms.Start),
        End = Timestamp.Format(terms.End),
        Parties =
        [
            .. terms.Parties.Select(party => new PartyJson(party.Name.ToString(), party.DisplayName, party.Threshold, party.Roots.Count)),
        ],
        DirectoryLog = terms.Logs.Directory.Origin,
        AuditLog = terms.Logs.Audit.Origin,
        Operator = terms.Operator.Party?.ToString(),
        Witnesses = terms.Witnesses.Count,
        Quorum = terms.Quorum,
        Purposes = terms.Purposes,
        Kinds = [.. terms.Kinds.Select(kind => new KindJson(kind.Name, DefaultPolicy(kind)))],
    };

    private static string DefaultPolicy(KindTerms kind) =>
        PolicyText.Sentence(PolicyBytes.Parse(kind.DefaultPolicy.Span), id => id.ToString());

    private static void Describe(Call call, AgreementPredicate terms)
    {
        call.Say(
            $"agreement {terms.Agreement}, version {terms.Version}, from {HumanText.Day(terms.Start)} until {HumanText.Day(terms.End)}");
        foreach (PartyTerms party in terms.Parties)
        {
            call.Say(
                $"  party {party.Name} ({TerminalText.Safe(party.DisplayName)}): "
                    + $"{party.Threshold} of {party.Roots.Count} root keys must sign");
        }

        call.Say($"  logs {TerminalText.Safe(terms.Logs.Directory.Origin)} and {TerminalText.Safe(terms.Logs.Audit.Origin)}");
        call.Say($"  operator {terms.Operator.Party?.ToString() ?? "none of the parties"}");
        call.Say($"  witnesses none, quorum {terms.Quorum}: only the log's own key vouches for a checkpoint");
        call.Say($"  purposes {string.Join(", ", terms.Purposes)}");
        foreach (KindTerms kind in terms.Kinds)
        {
            call.Say($"  kind {kind.Name}: {DefaultPolicy(kind)}");
        }
    }
}

/// <summary>What <c>agreement show --json</c> prints; signed says whether every party has.</summary>
internal sealed record AgreementJson
{
    public required string Agreement { get; init; }

    public required int Version { get; init; }

    public required string Digest { get; init; }

    public required bool Signed { get; init; }

    public required string Start { get; init; }

    public required string End { get; init; }

    public required IReadOnlyList<PartyJson> Parties { get; init; }

    public required string DirectoryLog { get; init; }

    public required string AuditLog { get; init; }

    public required string? Operator { get; init; }

    public required int Witnesses { get; init; }

    public required int Quorum { get; init; }

    public required IReadOnlyList<string> Purposes { get; init; }

    public required IReadOnlyList<KindJson> Kinds { get; init; }
}

/// <summary>A party of an agreement.</summary>
internal sealed record PartyJson(string Name, string DisplayName, int Threshold, int RootKeys);

/// <summary>A kind of an agreement, with its default policy in words.</summary>
internal sealed record KindJson(string Name, string DefaultPolicy);
