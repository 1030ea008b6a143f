using System.Globalization;
using Exchange.Client.Errors;
using Exchange.Contract.Agreements;
using Exchange.Contract.Events;
using Exchange.Contract.Json;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Wording;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Safety;
using Exchange.Formats.Tlog;

namespace Exchange.Client.Audit;

/// <summary>Verifies a receipt or an agreement offline: no server, no home.</summary>
public static class ReceiptCheck
{
    /// <param name="pinned">The agreement that the caller trusts; null if there is none.</param>
    /// <exception cref="VerificationException">It proves nothing under this agreement.</exception>
    /// <exception cref="ClientException">It is a file of another kind.</exception>
    public static ReceiptVerdict Verify(ReadOnlySpan<byte> file, Agreement? pinned)
    {
        if (file.StartsWith("c2sp.org/tlog-proof@v1\n"u8))
        {
            return pinned is null ? Describe(file) : VerifyReceipt(file, pinned);
        }

        return file.StartsWith("{"u8)
            ? VerifyAgreement(file, pinned)
            : throw Unknown("It is neither a receipt (.tlog-proof) nor a signed agreement.");
    }

    private static ReceiptVerdict VerifyReceipt(ReadOnlySpan<byte> file, Agreement pinned)
    {
        try
        {
            if (!ReceiptVerifier.IsOfAuditLog(file, pinned) && IsOfDirectoryLog(file, pinned))
            {
                throw Unknown(
                    "It is a receipt of the directory log, which proves something only together with the statement that it is for.");
            }

            VerifiedReceipt receipt = ReceiptVerifier.VerifyAudit(file, pinned);
            return new ReceiptVerdict("receipt", Trusted: true, Facts(receipt.Said, receipt.Index.Value, receipt.Checkpoint.Value));
        }
        catch (MalformedException proves)
        {
            throw new VerificationException(VerificationFault.ReceiptWrong, proves.Message, proves);
        }
    }

    // What it says of itself, with every signature unread: enough to know which agreement to ask for.
    private static ReceiptVerdict Describe(ReadOnlySpan<byte> file)
    {
        try
        {
            TlogProof proof = TlogProof.Parse(file);
            Checkpoint checkpoint = Checkpoint.Parse(SignedNote.Parse(proof.CheckpointNote.Span).Text);
            AuditEvent? happened = proof.Extra is { } extra ? EventCommitment.FromExtra(extra).Read() : null;
            return new ReceiptVerdict("receipt", Trusted: false, Facts(happened, proof.Index, checkpoint));
        }
        catch (MalformedException malformed)
        {
            throw new VerificationException(VerificationFault.ReceiptWrong, malformed.Message, malformed);
        }
    }

    private static ReceiptVerdict VerifyAgreement(ReadOnlySpan<byte> file, Agreement? pinned)
    {
        try
        {
            Agreement agreement = AgreementVerifier.Verify(DsseEnvelope.Parse(file));
            AgreementPredicate terms = agreement.Predicate;
            return new ReceiptVerdict(
                "agreement",
                Trusted: pinned?.Digest == agreement.Digest,
                [
                    ("agreement", agreement.Id.ToString()),
                    ("version", terms.Version.ToString(CultureInfo.InvariantCulture)),
                    ("digest", agreement.Digest.ToString()),
                    (
                        "parties",
                        string.Join(", ", terms.Parties.Select(party => $"{party.Name} ({TerminalText.Safe(party.DisplayName, 80)})"))),
                    ("in force", $"{Timestamp.Format(terms.Start)} to {Timestamp.Format(terms.End)}"),
                ]);
        }
        catch (EnvelopeException unsigned)
        {
            throw new VerificationException(VerificationFault.AgreementWrong, unsigned.Message, unsigned);
        }
        catch (MalformedException)
        {
            throw Unknown("It is neither a receipt (.tlog-proof) nor a signed agreement.");
        }
    }

    private static List<(string Label, string Text)> Facts(AuditEvent? happened, long index, Checkpoint checkpoint)
    {
        List<(string Label, string Text)> facts =
        [
            ("log", TerminalText.Safe(checkpoint.Origin, 200)),
            ("entry", string.Create(CultureInfo.InvariantCulture, $"{index} of {checkpoint.Size}")),
        ];
        if (happened is null)
        {
            return facts;
        }

        facts.Add(("event", TerminalText.Safe(happened.Code, 40)));
        facts.Add(("outcome", TerminalText.Safe(happened.Outcome, 40)));
        facts.Add(("time", Timestamp.Format(happened.Time)));
        facts.Add(("member", happened.Actor.ToString()));
        Add("item", happened.Item?.ToString());
        Add("statement", happened.Statement?.ToString());
        Add("policy", happened.Policy?.ToString());
        Add("key", happened.Key is { } key ? SealedKeyNames.Format(key) : null);
        Add("purpose", happened.Purpose);
        facts.AddRange(happened.Failed.Select(failed => ("denied because", TerminalText.Safe(ConditionText.Of(failed), 300))));
        return facts;

        void Add(string label, string? text)
        {
            if (text is not null)
            {
                facts.Add((label, TerminalText.Safe(text, 200)));
            }
        }
    }

    private static bool IsOfDirectoryLog(ReadOnlySpan<byte> file, Agreement pinned) =>
        SignedNote.Parse(TlogProof.Parse(file).CheckpointNote.Span).Text
            .StartsWith(pinned.Predicate.Logs.Directory.Origin + "\n", StringComparison.Ordinal);

    private static ClientException Unknown(string why) =>
        new(ExitCode.Failed, "This file cannot be verified.", why, "Give a receipt, or an agreement file.");
}
