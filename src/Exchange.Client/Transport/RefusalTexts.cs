using Exchange.Client.Errors;
using Exchange.Contract.Errors;
using Grpc.Core;

namespace Exchange.Client.Transport;

/// <summary>What a person is told when the server refuses a statement about an item: each reason has its own text.</summary>
internal static class RefusalTexts
{
    /// <summary>Null for what is not such a refusal.</summary>
    public static ClientException? Explain(RpcException rpc) =>
        Enum.TryParse(rpc.Trailers.GetValue(ErrorTexts.TrailerName), out ErrorCode code) && Text(code) is var (exit, what, why, next)
            ? new ItemRefusedException(exit, what, why, next, rpc)
            : null;

    private static (ExitCode Exit, string What, string Why, string Next)? Text(ErrorCode code) => code switch
    {
        ErrorCode.RequestExpired => (ExitCode.Failed,
            "The request came too late, or too early.",
            "What you sign is valid for ten minutes by the server's clock.",
            "Check this machine's clock, then try again."),
        ErrorCode.AgreementNotInForce => (ExitCode.Failed,
            "The agreement is not in force.",
            "The server accepts nothing before it begins or after it ends.",
            "See its dates: exchange agreement show"),
        ErrorCode.NotYours => (ExitCode.Denied,
            "The statement was signed by another member.",
            "Members submit only what they signed themselves.",
            "Its signer must submit it."),
        ErrorCode.OtherAgreement => (ExitCode.Failed,
            "The statement is for a different agreement.",
            "It has no effect under this one.",
            "Pick the agreement with --in NAME, and try again."),
        ErrorCode.OtherItem => (ExitCode.Failed,
            "The statement is for a different item.",
            "It names an item statement that this item does not have.",
            "Try again; if it happens again, tell the operator and your compliance member."),
        ErrorCode.PolicyChanged => (ExitCode.Failed,
            "The policy was changed meanwhile.",
            "A different policy is in force from the one you were shown.",
            "Look at it again (exchange show ITEM), then decide again."),
        ErrorCode.ApprovalNotAsked => (ExitCode.Denied,
            "You are not asked to approve this.",
            "The policy asks other members, or asks about other readers.",
            "See whom it asks: exchange show ITEM"),
        ErrorCode.SelfApproval => (ExitCode.Denied,
            "You cannot approve your own opening.",
            "Another approver must.",
            "Ask one of them."),
        ErrorCode.ApprovalUsed => (ExitCode.Denied,
            "Your approval has been used.",
            "A release relied on it, so it stays in the log as it is.",
            "The sender can narrow the policy or withdraw the item."),
        ErrorCode.NotRevocable => (ExitCode.Denied,
            "The item is not revocable.",
            "Its sender signed that it would not be withdrawn or narrowed.",
            "It can be widened, or replaced by another: exchange submit --supersedes ITEM"),
        ErrorCode.Withdrawn => (ExitCode.Denied,
            "The item has been withdrawn.",
            "Nothing more can be done with it.",
            ""),
        ErrorCode.NothingToTakeBack => (ExitCode.Failed,
            "There is nothing to take back.",
            "You have not answered yet, or have taken your answer back already.",
            ""),
        ErrorCode.NotAReader => (ExitCode.Denied,
            "You are not asked to acknowledge these terms.",
            "Only the item's readers acknowledge them.",
            ""),
        ErrorCode.OtherTerms => (ExitCode.Failed,
            "The item has different terms.",
            "What you acknowledged is not what the policy names.",
            "Read them again: exchange acknowledge ITEM"),
        ErrorCode.PolicyRefused => (ExitCode.Usage,
            "The policy cannot be accepted.",
            "It contradicts itself, or goes beyond what the agreement allows.",
            "See what is wrong: add --dry-run."),
        _ => null,
    };
}
