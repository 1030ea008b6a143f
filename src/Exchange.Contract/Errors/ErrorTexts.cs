using System.Collections.Frozen;
using Grpc.Core;

namespace Exchange.Contract.Errors;

/// <summary>The one mapping from error to gRPC status and outward text. Details stay in the server's log.</summary>
public static class ErrorTexts
{
    /// <summary>The trailer that carries the error's name, so that a client need not read texts.</summary>
    public const string TrailerName = "exchange-error";

    /// <summary>The trailer that says after how many milliseconds to try again (gRFC A6).</summary>
    public const string WaitTrailerName = "grpc-retry-pushback-ms";

    private static readonly FrozenDictionary<ErrorCode, (StatusCode Status, string Text)> Table = Rows().ToFrozenDictionary();

    public static StatusCode StatusOf(ErrorCode code) => Table[code].Status;

    public static string TextOf(ErrorCode code) => Table[code].Text;

    private static Dictionary<ErrorCode, (StatusCode, string)> Rows() => new()
    {
        [ErrorCode.Malformed] = (StatusCode.InvalidArgument, "the message is malformed"),
        [ErrorCode.NoSuchItem] = (StatusCode.NotFound, "no such item for you"),
        [ErrorCode.NotAllowed] = (StatusCode.PermissionDenied, "not allowed for this member"),
        [ErrorCode.NotVerified] = (StatusCode.InvalidArgument, "a signature or its chain is not valid"),
        [ErrorCode.Conflict] = (StatusCode.AlreadyExists, "the same id was used before"),
        [ErrorCode.TooMuch] = (StatusCode.ResourceExhausted, "over a limit"),
        [ErrorCode.Incomplete] = (StatusCode.FailedPrecondition, "not all parts have been uploaded completely"),
        [ErrorCode.PolicyRefused] = (StatusCode.InvalidArgument, "the policy cannot be accepted"),
        [ErrorCode.DataLoss] = (StatusCode.DataLoss, "stored data is damaged"),
        [ErrorCode.Unavailable] = (StatusCode.Unavailable, "the service cannot write at present"),
        [ErrorCode.RequestExpired] = (StatusCode.FailedPrecondition, "the request is outside its time"),
        [ErrorCode.AgreementNotInForce] = (StatusCode.FailedPrecondition, "the agreement is not in force"),
        [ErrorCode.StorageFull] = (StatusCode.ResourceExhausted, "the server's disk is full"),
        [ErrorCode.NotYours] = (StatusCode.PermissionDenied, "the statement was signed by another member"),
        [ErrorCode.OtherAgreement] = (StatusCode.InvalidArgument, "the statement is for another agreement"),
        [ErrorCode.OtherItem] = (StatusCode.InvalidArgument, "the statement is for another item"),
        [ErrorCode.PolicyChanged] = (StatusCode.FailedPrecondition, "the statement names a policy that is not in force"),
        [ErrorCode.ApprovalNotAsked] = (StatusCode.PermissionDenied, "the policy does not ask for this approval"),
        [ErrorCode.SelfApproval] = (StatusCode.PermissionDenied, "nobody approves their own opening"),
        [ErrorCode.ApprovalUsed] = (StatusCode.FailedPrecondition, "the approval has been used and cannot be changed"),
        [ErrorCode.NotRevocable] = (StatusCode.FailedPrecondition, "the policy is not revocable"),
        [ErrorCode.Withdrawn] = (StatusCode.FailedPrecondition, "the item has been withdrawn"),
        [ErrorCode.OtherTerms] = (StatusCode.InvalidArgument, "the terms are not the item's"),
        [ErrorCode.NothingToTakeBack] = (StatusCode.FailedPrecondition, "there is no answer to take back"),
        [ErrorCode.NotAReader] = (StatusCode.PermissionDenied, "only readers of the item acknowledge its terms"),
    };
}
