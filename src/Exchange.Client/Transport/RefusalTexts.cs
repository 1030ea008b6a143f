using Exchange.Client.Errors;
using Exchange.Contract.Errors;
using Grpc.Core;

namespace Exchange.Client.Transport;

/// <summary>What a person is told when the server refuses a statement about an item: each reason in words of its own.</summary>
internal static class RefusalTexts
{
    /// <summary>Null for what is not such a refusal.</summary>
    public static ClientException? Explain(RpcException rpc) =>
        Enum.TryParse(rpc.Trailers.GetValue(ErrorTexts.TrailerName), out ErrorCode code) && Text(code) is var (exit, what, why, next)
            ? new ClientException(exit, what, why, next, rpc)
            : null;

    private static (ExitCode Exit, string What, string Why, string Next)? Text(ErrorCode code) => code switch
    {
        ErrorCode.RequestExpired => (ExitCode.Failed, "The request came too late, or too early.", "What you sign counts for ten minutes by the server's clock.", "Check this machine's clock, then try again."),
        ErrorCode.AgreementNotInForce => (ExitCode.Failed, "The agreement is not in force.", "The server takes in nothing outside its time.", "See its dates: exchange agreement show"),
        ErrorCode.NotYours => (ExitCode.Denied, "The statement was signed by another member.", "Nobody hands in what somebody else signed.", "Its signer must hand it in."),
        ErrorCode.OtherAgreement => (ExitCode.Failed, "The statement is for another agreement.", "It does not count here.", "Pick the agreement with --in NAME, and try again."),
        ErrorCode.OtherItem => (ExitCode.Failed, "The statement is for another item.", "It names another statement than this item has.", "Try again; if it comes back, tell the operator and your compliance member."),
        ErrorCode.PolicyChanged => (ExitCode.Failed, "The policy was changed meanwhile.", "Another one is in force than the one that you had before you.", "Look at it again (exchange show ITEM), then decide anew."),
        ErrorCode.ApprovalNotAsked => (ExitCode.Denied, "Your approval is not asked for.", "The policy asks others, or about other readers.", "See whom it asks: exchange show ITEM"),
        ErrorCode.SelfApproval => (ExitCode.Denied, "Nobody approves their own opening.", "Another approver must.", "Ask one of them."),
        ErrorCode.ApprovalUsed => (ExitCode.Denied, "Your approval was used.", "A release rests on it, so it stays as it is in the log.", "The sender can narrow the policy or withdraw the item."),
        ErrorCode.NotRevocable => (ExitCode.Denied, "The item is not revocable.", "Its sender signed that it would not be withdrawn or narrowed.", "It can be widened, or replaced by another: exchange submit --supersedes ITEM"),
        ErrorCode.Withdrawn => (ExitCode.Denied, "The item has been withdrawn.", "Nothing more can be done with it.", ""),
        ErrorCode.NothingToTakeBack => (ExitCode.Failed, "There is nothing to take back.", "You have not answered yet, or have taken it back before.", ""),
        ErrorCode.NotAReader => (ExitCode.Denied, "The terms are not yours to acknowledge.", "Only the item's readers acknowledge them.", ""),
        ErrorCode.OtherTerms => (ExitCode.Failed, "The item has other terms.", "What was acknowledged is not what the policy names.", "Read them again: exchange acknowledge ITEM"),
        ErrorCode.PolicyRefused => (ExitCode.Usage, "The policy cannot be accepted.", "It does not hold together, or goes past what the agreement allows.", "See what is wrong: add --dry-run."),
        _ => null,
    };
}
