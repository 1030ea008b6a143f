using System.Diagnostics;

namespace Exchange.Client.Errors;

/// <summary>The fixed text of every fault: what happened, why it matters, what to do next.</summary>
internal static class VerificationTexts
{
    private const string ReportServer =
        "Keep this output, use nothing that came with it, and tell your compliance member and the operator.";

    private const string ReportSender = "Do not open it; tell the sender by some other means, and your compliance member.";

    private const string ReportLog =
        "Keep the folder 'memory' of this agreement as evidence, stop using the server, and tell both parties' compliance members.";

    private const string Again = "Try again; if it happens again, tell the operator and your compliance member.";

    public static string What(VerificationFault fault) => Of(fault).What;

    public static string Why(VerificationFault fault) => Of(fault).Why;

    public static string Next(VerificationFault fault) => Of(fault).Next;

    private static (string What, string Why, string Next) Of(VerificationFault fault) => fault switch
    {
        VerificationFault.GrantForAnotherItem => (
            "The grant belongs to a different item.",
            "A key was moved from one item to another, so its policy would not be the one you see.",
            ReportServer),
        VerificationFault.GrantForAnotherStatement => (
            "The grant belongs to a different statement of this item.",
            "The policy under which the key was granted is not the one you see.",
            ReportServer),
        VerificationFault.GrantForAnotherMember => (
            "The grant was made for another member.",
            "It would no longer be known who was permitted to open the item.",
            ReportServer),
        VerificationFault.GrantForAnotherKey => (
            "The grant holds the other key of this item.",
            "The card's key and the contents' key have different conditions.",
            ReportServer),
        VerificationFault.GrantIdentityMismatch => (
            "The key in the grant is not the one that the item's statement names.",
            "What it opens would not be what the sender signed.",
            ReportServer),
        VerificationFault.SignatureMissing => (
            "A signature is missing.",
            "Every statement carries an Ed25519 and an ML-DSA-65 signature; one alone is a downgrade.",
            ReportServer),
        VerificationFault.SignatureWrong => (
            "A signature is not valid.",
            "The statement was altered, or its signer did not sign it.",
            ReportServer),
        VerificationFault.PartSwapped => (
            "A sealed part is not the one that the sender signed.",
            "Its tree hash or length differs from the signed statement.",
            ReportServer),
        VerificationFault.CardNamesAnotherItem => (
            "The card inside belongs to a different item.",
            "Someone may have signed another member's sealed files as their own.",
            ReportSender),
        VerificationFault.CardNamesAnotherSender => (
            "The card inside names a different sender.",
            "Someone may have signed another member's sealed files as their own.",
            ReportSender),
        VerificationFault.MemberNotChained => (
            "The directory contains a statement that was not signed by anyone authorised to.",
            "A key in it does not chain to the root keys of its party, so it could be anybody's.",
            ReportLog),
        VerificationFault.LogWentBack => (
            "The server showed an older log than before.",
            "History that you have already seen is being withheld.",
            ReportLog),
        VerificationFault.LogForked => (
            "The server showed a log that contradicts the one it showed before.",
            "History has been rewritten, or different people are shown different histories.",
            ReportLog),
        VerificationFault.CheckpointNotSigned => (
            "A checkpoint is not signed by the log that the agreement names.",
            "Nothing vouches for the history that it describes.",
            ReportServer),
        VerificationFault.ReceiptWrong => (
            "A receipt proves nothing.",
            "The entry it names is not in the log, or says something else.",
            ReportServer),
        VerificationFault.StatementSwapped => (
            "The server returned a different statement from the one asked for.",
            "Its digest is not the one in the log.",
            ReportServer),
        VerificationFault.StatementMissing => (
            "The server withholds a statement that is in the log.",
            "Without it nobody can tell whose keys count.",
            ReportServer),
        VerificationFault.PolicyMismatch => (
            "The policy is not the one that the sender signed.",
            "Its digest differs from the signed statement.",
            ReportServer),
        VerificationFault.ServerKeyWrong => (
            "This is not the server of the agreement.",
            "Its certificate was not issued by the operator's key that the parties signed.",
            "Check the address in the file 'server' of this agreement; if it is right, tell the operator and your compliance member."),
        VerificationFault.ServerCertificateOutOfDate => (
            "The server's certificate is not valid today.",
            "Today, by this machine's clock, is outside its dates.",
            "Check this machine's clock; if it is right, ask the operator to restart the server, which renews the certificate."),
        VerificationFault.TileWrong => (
            "A tile of the log does not match the log's entries.",
            "The log as others read it is not the one that was signed.",
            ReportLog),
        VerificationFault.EntryWrong => (
            "An entry of the log is not the one that was signed.",
            "The tree over the entries does not have the root of the signed checkpoint.",
            ReportLog),
        VerificationFault.PayloadWrong => (
            "What the server says about an entry is not what the log committed to.",
            "Salt and payload do not hash to the entry, or contradict the statements they name.",
            ReportLog),
        VerificationFault.ChainBroken => (
            "An item's chain of events has a gap.",
            "An event was left out, or the order was changed.",
            ReportLog),
        VerificationFault.DecisionWrong => (
            "A recorded decision does not follow from the policy.",
            "Someone was permitted what the policy denies, or denied what it permits.",
            ReportLog),
        VerificationFault.ServerDataDamaged => (
            "The server says that its stored data is damaged.",
            "It noticed that the data is no longer what was stored.",
            "Tell the operator, who has a backup to compare with; other stored data stays readable."),
        VerificationFault.AnswerMalformed => (
            "The server's answer is malformed.",
            "It is damaged, or was made to mislead.",
            Again),
        VerificationFault.StatementWrong => (
            "A signed statement contradicts itself or what it names.",
            "What it says cannot be true, no matter who signed it.",
            ReportServer),
        VerificationFault.PartUnreadable => (
            "A sealed part does not open to what its card says.",
            "The sender made it this way, or made a mistake; it arrived as it was signed.",
            ReportSender),
        VerificationFault.AgreementWrong => (
            "The agreement is not valid.",
            "It is not signed by every party's root keys, or was altered afterwards.",
            "Get the agreement file again from your own administrator, and compare its digest."),
        VerificationFault.LocalMemoryDamaged => (
            "What this machine remembers of the log is damaged.",
            "The folder 'memory' of this agreement is not as it was written.",
            "Restore the folder 'memory' from a backup; only if there is none, move it away and begin with a fresh one."),
        VerificationFault.GrantUnreadable => (
            "The grant cannot be read.",
            "It is sealed to keys that this device does not have, or was altered.",
            ReportServer),
        VerificationFault.CardUnreadable => (
            "The card inside cannot be read.",
            "Its sender sealed something that is not a card, or that does not fit the item.",
            ReportSender),
        VerificationFault.OrderWrong => (
            "The log's entries are not in order.",
            "Time or directory go back from one entry to the next, so what was in force when cannot be told.",
            ReportLog),
        VerificationFault.SignerWrong => (
            "A statement is not signed by the member it names.",
            "Its signer is not in the directory, or is a different member.",
            ReportServer),
        _ => throw new UnreachableException(),
    };
}
