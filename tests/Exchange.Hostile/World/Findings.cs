using Exchange.Client.Errors;

namespace Exchange.Hostile.World;

/// <summary>What a participant is told of each cheat. No two are told alike.</summary>
internal static class Findings
{
    public static Finding ContentGrantMoved { get; } = new(VerificationFault.GrantForAnotherItem, "the content grant");

    public static Finding CardGrantMoved { get; } = new(VerificationFault.GrantForAnotherItem, "the card grant");

    public static Finding ContentGrantRelabelled { get; } = new(VerificationFault.GrantForAnotherStatement, "the content grant");

    public static Finding CardGrantRelabelled { get; } = new(VerificationFault.GrantForAnotherStatement, "the card grant");

    public static Finding GrantOfTheOtherKey { get; } = new(VerificationFault.GrantForAnotherKey);

    public static Finding GrantSealedToAnother { get; } = new(VerificationFault.GrantUnreadable);

    public static Finding GrantOfAForeignKey { get; } = new(VerificationFault.GrantIdentityMismatch);

    public static Finding GrantWithoutReceipt { get; } = new(VerificationFault.ReceiptWrong, "it is not for the grant that came with it");

    public static Finding GrantNobodySigned { get; } =
        new(VerificationFault.DecisionWrong, "releases a different grant from the one for the device that asked");

    public static Finding ReasonChanged { get; } = new(VerificationFault.DecisionWrong, "gives its reasons with different values");

    public static Finding SignatureUsedTwice { get; } = new(VerificationFault.PayloadWrong, "rests on a statement that was used before");

    public static Finding Ed25519Missing { get; } = new(VerificationFault.SignatureMissing, "a required Ed25519 signature is missing");

    public static Finding MlDsaMissing { get; } = new(VerificationFault.SignatureMissing, "a required ML-DSA-65 signature is missing");

    public static Finding SignaturesReordered { get; } = new(VerificationFault.SignatureWrong, "appears twice or out of order");

    public static Finding SignatureOfUnknownKey { get; } =
        new(VerificationFault.SignatureWrong, "names a key that is not one of the expected keys");

    public static Finding OtherPayloadType { get; } = new(VerificationFault.SignatureWrong, "the payload type of the envelope is not");

    public static Finding PolicyAltered { get; } = new(VerificationFault.SignatureWrong, "a signature does not verify");

    public static Finding SignedByAnOutsider { get; } =
        new(VerificationFault.SignerWrong, "signed by a key that the directory does not know");

    public static Finding SignedByAnotherMember { get; } =
        new(VerificationFault.SignerWrong, "names a different signer from the one whose keys signed it");

    public static Finding StatementOfAnotherItem { get; } = new(VerificationFault.StatementSwapped, "asked for");

    public static Finding ItemTwice { get; } = new(VerificationFault.StatementSwapped, "is listed twice");

    public static Finding StatementOfAnotherType { get; } =
        new(VerificationFault.StatementWrong, "was expected, this is one of another type");

    public static Finding PolicyOfAnotherDigest { get; } =
        new(VerificationFault.StatementWrong, "its policy has another digest than it says");

    public static Finding PartAnnouncedOtherwise { get; } =
        new(VerificationFault.PartSwapped, "is announced with another length or other hashes");

    public static Finding PartDiffers { get; } = new(VerificationFault.PartSwapped, "differs in leaf 0");

    public static Finding PartTruncated { get; } = new(VerificationFault.PartSwapped, "ends before its signed end");

    public static Finding PartEndless { get; } = new(VerificationFault.PartSwapped, "goes on after its signed end");

    public static Finding DamageAdmitted { get; } = new(VerificationFault.ServerDataDamaged);

    public static Finding CardOfAnotherItem { get; } = new(VerificationFault.CardNamesAnotherItem);

    public static Finding CardOfAnotherSender { get; } = new(VerificationFault.CardNamesAnotherSender);

    public static Finding EnrolledByNobody { get; } =
        new(VerificationFault.MemberNotChained, "a signature names a key that is not one of the expected keys");

    public static Finding EnrolledByTheOtherParty { get; } =
        new(VerificationFault.MemberNotChained, "it is not signed by an administrator of institute");

    public static Finding RotationUnchained { get; } =
        new(VerificationFault.MemberNotChained, "it does not follow the member's previous statement");

    public static Finding AdministratorWithoutRoot { get; } =
        new(VerificationFault.MemberNotChained, "only the root keys of institute can appoint or revoke its administrators");

    public static Finding NoDirectoryStatement { get; } = new(VerificationFault.MemberNotChained, "not a statement for the directory");

    public static Finding MembershipAltered { get; } = new(VerificationFault.MemberNotChained, "a signature does not verify");

    public static Finding DirectoryStatementWithheld { get; } = new(VerificationFault.StatementMissing, "entries, of which");

    public static Finding DirectoryWentBack { get; } = new(VerificationFault.LogWentBack, "the directory log had");

    public static Finding DirectoryOfTwoRoots { get; } = new(VerificationFault.LogForked, "the directory log has two roots at size");

    public static Finding DirectoryForked { get; } = new(VerificationFault.LogForked, "the directory log of…does not begin with");

    public static Finding DirectoryUnproven { get; } = new(VerificationFault.LogForked, "no proof came that the directory log of");

    public static Finding AuditLogUnproven { get; } = new(VerificationFault.LogForked, "no proof came that the audit log of");

    public static Finding AuditLogWentBack { get; } = new(VerificationFault.LogWentBack, "the audit log had");

    public static Finding AuditLogOfTwoRoots { get; } = new(VerificationFault.LogForked, "the audit log has two roots at size");

    public static Finding AuditLogForked { get; } = new(VerificationFault.LogForked, "the audit log of…does not begin with");

    public static Finding ReceiptOfAnotherHistory { get; } = new(VerificationFault.LogForked, "the log does not contain the entry that");

    public static Finding CheckpointUnsigned { get; } = new(VerificationFault.CheckpointNotSigned);

    public static Finding SubmissionReceiptOfAnotherEntry { get; } =
        new(VerificationFault.ReceiptWrong, "the receipt of…it is for a different event");

    public static Finding SubmissionReceiptOfAnotherIndex { get; } =
        new(VerificationFault.ReceiptWrong, "the receipt of…the receipt's entry is not in the tree of its checkpoint");

    public static Finding SubmissionReceiptOfAnotherLog { get; } =
        new(VerificationFault.ReceiptWrong, "the receipt of…the checkpoint is not signed by a key of the log");

    public static Finding NoSubmissionReceipt { get; } =
        new(VerificationFault.ReceiptWrong, "the receipt of…the proof is not lines, a blank line and a checkpoint");

    public static Finding ReleaseReceiptOfAnotherEntry { get; } =
        new(VerificationFault.ReceiptWrong, "the receipt for the release of…it is for a different event");

    public static Finding ReleaseReceiptOfAnotherIndex { get; } =
        new(VerificationFault.ReceiptWrong, "the receipt for the release of…the receipt's entry is not in the tree of its checkpoint");

    public static Finding ReleaseReceiptOfAnotherLog { get; } =
        new(VerificationFault.ReceiptWrong, "the receipt for the release of…the checkpoint is not signed by a key of the log");

    public static Finding NoReleaseReceipt { get; } =
        new(VerificationFault.ReceiptWrong, "the receipt for the release of…the proof is not lines, a blank line and a checkpoint");

    public static Finding ItemWithheld { get; } = new(VerificationFault.StatementMissing, "is in the log but is not listed");

    public static Finding EventLeftOut { get; } = new(VerificationFault.ChainBroken, "lacks event 1");

    public static Finding LastEventLeftOut { get; } = new(VerificationFault.ChainBroken, "its signed head says");

    public static Finding OldHead { get; } = new(VerificationFault.ChainBroken, "one for another item or an older log");

    public static Finding EventsWithoutEnd { get; } = new(VerificationFault.PayloadWrong, "is given out of order");

    public static Finding DirectoryWithoutEnd { get; } = new(VerificationFault.AnswerMalformed, "the directory has more than");

    public static Finding DownloadOfNothing { get; } = new(VerificationFault.AnswerMalformed, "a message of a download holds nothing");
}
