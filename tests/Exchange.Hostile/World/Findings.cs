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

    public static Finding GrantWithoutReceipt { get; } = new(VerificationFault.ReceiptWrong, "one for something else");

    public static Finding GrantNobodySigned { get; } = new(VerificationFault.DecisionWrong);

    public static Finding Ed25519Missing { get; } = new(VerificationFault.SignatureMissing, "the Ed25519 signature that must be there is missing");

    public static Finding MlDsaMissing { get; } = new(VerificationFault.SignatureMissing, "the ML-DSA-65 signature that must be there is missing");

    public static Finding SignaturesReordered { get; } = new(VerificationFault.SignatureWrong, "stands twice or out of its order");

    public static Finding SignatureOfUnknownKey { get; } = new(VerificationFault.SignatureWrong, "names a key that was not asked for");

    public static Finding OtherPayloadType { get; } = new(VerificationFault.SignatureWrong, "the payload is not an in-toto statement");

    public static Finding PolicyAltered { get; } = new(VerificationFault.SignatureWrong, "a signature does not verify");

    public static Finding SignedByAnOutsider { get; } = new(VerificationFault.SignerWrong, "signed by a key that the directory does not know");

    public static Finding SignedByAnotherMember { get; } = new(VerificationFault.SignerWrong, "names another signer than the one whose keys signed it");

    public static Finding StatementOfAnotherItem { get; } = new(VerificationFault.StatementSwapped, "asked for");

    public static Finding ItemTwice { get; } = new(VerificationFault.StatementSwapped, "is listed twice");

    public static Finding StatementOfAnotherType { get; } = new(VerificationFault.StatementWrong, "this is another");

    public static Finding PolicyOfAnotherDigest { get; } = new(VerificationFault.StatementWrong, "its policy has another digest than it says");

    public static Finding PartAnnouncedOtherwise { get; } = new(VerificationFault.PartSwapped, "is announced with another length or other hashes");

    public static Finding PartDiffers { get; } = new(VerificationFault.PartSwapped, "differs in leaf 0");

    public static Finding PartTruncated { get; } = new(VerificationFault.PartSwapped, "ends before its signed end");

    public static Finding PartEndless { get; } = new(VerificationFault.PartSwapped, "goes on after its signed end");

    public static Finding DamageAdmitted { get; } = new(VerificationFault.ServerDataDamaged);

    public static Finding CardOfAnotherItem { get; } = new(VerificationFault.CardNamesAnotherItem);

    public static Finding CardOfAnotherSender { get; } = new(VerificationFault.CardNamesAnotherSender);
}
