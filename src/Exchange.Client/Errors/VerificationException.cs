using Exchange.Formats.Safety;

namespace Exchange.Client.Errors;

/// <summary>A check failed: someone cheated, or something is corrupt.</summary>
/// <param name="detail">One plain sentence about this case, made safe for a terminal; or null.</param>
internal sealed class VerificationException(VerificationFault fault, string? detail = null, Exception? inner = null)
    : ClientException(
        ExitCode.Verification,
        VerificationTexts.What(fault),
        detail is null ? VerificationTexts.Why(fault) : $"{VerificationTexts.Why(fault)} {TerminalText.Safe(Sentence.Of(detail))}",
        VerificationTexts.Next(fault),
        inner)
{
    public VerificationFault Fault { get; } = fault;

    /// <summary>What the fixed text of the fault does not say: which thing, and where.</summary>
    public string? Detail { get; } = detail;
}

/// <summary>What a check found to be wrong. Each has its own text in <see cref="VerificationTexts"/>.</summary>
internal enum VerificationFault
{
    GrantForAnotherItem = 1,
    GrantForAnotherStatement,
    GrantForAnotherMember,
    GrantForAnotherKey,
    GrantIdentityMismatch,
    SignatureMissing,
    SignatureWrong,
    PartSwapped,
    CardNamesAnotherItem,
    CardNamesAnotherSender,
    MemberNotChained,
    LogWentBack,
    LogForked,
    CheckpointNotSigned,
    ReceiptWrong,
    StatementSwapped,
    StatementMissing,
    PolicyMismatch,
    ServerKeyWrong,
    ServerCertificateOutOfDate,
    TileWrong,
    EntryWrong,
    PayloadWrong,
    ChainBroken,
    DecisionWrong,
    ServerDataDamaged,
    AnswerMalformed,
    AgreementWrong,
    StatementWrong,
    PartUnreadable,
    LocalMemoryDamaged,
    GrantUnreadable,
    CardUnreadable,
    OrderWrong,
    SignerWrong,
}
