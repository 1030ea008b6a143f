using System.CommandLine;
using System.Globalization;
using Exchange.Client.Agreements;
using Exchange.Client.Keys;
using Exchange.Contract.Agreements;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Reports;

namespace Exchange.Cli.Verbs;

/// <summary><c>exchange agreement new|sign|show</c>.</summary>
internal static class AgreementVerb
{
    public static Command Create(CommandEnvironment environment) => new("agreement", "Draft, sign and read the agreement that both organisations pin.")
    {
        New(environment), Sign(environment), Show(environment),
    };

    private static Command New(CommandEnvironment environment)
    {
        Option<string[]> roots = new("--root") { Description = "A party's root public file; one for each root key.", Required = true, HelpName = "FILE" };
        Option<string> server = new("--server-keys") { Description = "The server's public file.", Required = true, HelpName = "FILE" };
        Option<string?> operatedBy = new("--operator") { Description = "The party that runs the server, if it is one of them.", HelpName = "PARTY" };
        Option<int> days = new("--days") { Description = "How long the agreement holds.", DefaultValueFactory = _ => 730 };
        Option<string> output = new("--output", "-o") { Description = "Where the draft goes.", DefaultValueFactory = _ => "agreement.json", HelpName = "FILE" };
        Command command = new("new", "Draft an agreement from the parties' and the server's public files.\n\nExample: exchange agreement new --root lab-root.json --root institute-root.json --server-keys server-keys.json") { roots, server, operatedBy, days, output };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            RootPublicFile[] files = [.. (parsed.GetValue(roots) ?? []).Select(path => RootPublicFile.Parse(Call.ReadSmall(path, "a root public file")))];
            ServerPublicFile keys = ServerPublicFile.Parse(Call.ReadSmall(parsed.GetRequiredValue(server), "a server's public file"));
            AgreementDraft draft = AgreementDraft.Begin(files, keys, environment.Time);
            draft = draft with { End = draft.Start.AddDays(parsed.GetValue(days)), Operator = parsed.GetValue(operatedBy) is { } party ? Names.Read(party, PartyName.Parse) : null };
            call.WriteNew(parsed.GetRequiredValue(output), draft.ToEnvelope().Encode());
            call.Say("Every party signs it now: 'exchange agreement sign'. It has no witnesses: nobody but the server's own key will vouch for the log.");
            return 0;
        });
        return command;
    }

    private static Command Sign(CommandEnvironment environment)
    {
        Argument<string> file = new("FILE") { Description = "The agreement; the signature is added to it." };
        Command command = new("sign", "Sign an agreement with the root key in the home.\n\nExample: exchange agreement sign agreement.json --home lab-root") { file };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            string path = parsed.GetRequiredValue(file);
            DsseEnvelope envelope = DsseEnvelope.Parse(Call.ReadSmall(path, "an agreement"));
            Describe(call, AgreementVerifier.ReadUnverified(envelope));
            using RootKeys keys = KeyFile.ReadRoot(call.HomeFolder, call.Unlock);
            call.WriteNew(path, AgreementSigning.AddSignature(envelope, keys.Signer).Encode());
            return 0;
        });
        return command;
    }

    private static Command Show(CommandEnvironment environment)
    {
        Argument<string?> file = new("FILE") { Description = "The agreement; else the one of the home.", Arity = ArgumentArity.ZeroOrOne };
        Command command = new("show", "Read an agreement and say who signed it.\n\nExample: exchange agreement show agreement.json") { file };
        command.SetAction(parsed =>
        {
            Call call = new(parsed, environment);
            DsseEnvelope envelope = DsseEnvelope.Parse(Call.ReadSmall(parsed.GetValue(file) ?? call.Agreement().AgreementFile, "an agreement"));
            Describe(call, AgreementVerifier.ReadUnverified(envelope));
            call.Say($"digest {envelope.PayloadDigest}: compare it with the other party's by other means");
            AgreementVerifier.Verify(envelope);
            call.Say("Signed by every party.");
            return 0;
        });
        return command;
    }

    private static void Describe(Call call, AgreementPredicate terms)
    {
        call.Say($"agreement {terms.Agreement}, version {terms.Version}, from {Day(terms.Start)} until {Day(terms.End)}");
        foreach (PartyTerms party in terms.Parties)
        {
            call.Say($"  party {party.Name} ({TerminalText.Safe(party.DisplayName)}): {party.Threshold} of {party.Roots.Count} root keys sign");
        }

        call.Say($"  logs {TerminalText.Safe(terms.Logs.Directory.Origin)} and {TerminalText.Safe(terms.Logs.Audit.Origin)}");
        call.Say($"  operator {terms.Operator.Party?.ToString() ?? "none of the parties"}");
        call.Say($"  witnesses none, quorum {terms.Quorum}: nobody but the log's own key vouches for a checkpoint");
        call.Say($"  purposes {string.Join(", ", terms.Purposes)}");
        foreach (KindTerms kind in terms.Kinds)
        {
            call.Say($"  kind {kind.Name}: {PolicyText.Sentence(PolicyBytes.Parse(kind.DefaultPolicy.Span), id => id.ToString())}");
        }
    }

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
