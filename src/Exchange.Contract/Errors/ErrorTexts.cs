using System.Diagnostics;
using Grpc.Core;

namespace Exchange.Contract.Errors;

/// <summary>The one mapping from error to gRPC status and outward text. Details stay in the server's log.</summary>
public static class ErrorTexts
{
    /// <summary>The trailer that carries the error's name, so that a client need not read texts.</summary>
    public const string TrailerName = "exchange-error";

    /// <summary>The trailer that says after how many milliseconds to try again (gRFC A6).</summary>
    public const string WaitTrailerName = "grpc-retry-pushback-ms";

    public static StatusCode StatusOf(ErrorCode code) => code switch
    {
        ErrorCode.Malformed => StatusCode.InvalidArgument,
        ErrorCode.NoSuchItem => StatusCode.NotFound,
        ErrorCode.NotAllowed => StatusCode.PermissionDenied,
        ErrorCode.NotVerified => StatusCode.InvalidArgument,
        ErrorCode.Conflict => StatusCode.AlreadyExists,
        ErrorCode.TooMuch => StatusCode.ResourceExhausted,
        ErrorCode.Incomplete => StatusCode.FailedPrecondition,
        ErrorCode.PolicyRefused => StatusCode.InvalidArgument,
        ErrorCode.DataLoss => StatusCode.DataLoss,
        ErrorCode.Unavailable => StatusCode.Unavailable,
        ErrorCode.RequestExpired => StatusCode.FailedPrecondition,
        ErrorCode.AgreementNotInForce => StatusCode.FailedPrecondition,
        ErrorCode.StorageFull => StatusCode.ResourceExhausted,
        ErrorCode.NotYours => StatusCode.PermissionDenied,
        ErrorCode.OtherAgreement => StatusCode.InvalidArgument,
        ErrorCode.OtherItem => StatusCode.InvalidArgument,
        ErrorCode.PolicyChanged => StatusCode.FailedPrecondition,
        ErrorCode.ApprovalNotAsked => StatusCode.PermissionDenied,
        ErrorCode.SelfApproval => StatusCode.PermissionDenied,
        ErrorCode.ApprovalUsed => StatusCode.FailedPrecondition,
        ErrorCode.NotRevocable => StatusCode.FailedPrecondition,
        ErrorCode.Withdrawn => StatusCode.FailedPrecondition,
        ErrorCode.OtherTerms => StatusCode.InvalidArgument,
        ErrorCode.NothingToTakeBack => StatusCode.FailedPrecondition,
        ErrorCode.NotAReader => StatusCode.PermissionDenied,
        _ => throw new UnreachableException(),
    };

    public static string TextOf(ErrorCode code) => code switch
    {
        ErrorCode.Malformed => "the message is malformed",
        ErrorCode.NoSuchItem => "no such item for you",
        ErrorCode.NotAllowed => "not allowed for this member",
        ErrorCode.NotVerified => "a signature or its chain does not hold",
        ErrorCode.Conflict => "the same id was used before",
        ErrorCode.TooMuch => "over a limit",
        ErrorCode.Incomplete => "not all parts have arrived whole",
        ErrorCode.PolicyRefused => "the policy cannot be accepted",
        ErrorCode.DataLoss => "stored data is damaged",
        ErrorCode.Unavailable => "the service takes no writes now",
        ErrorCode.RequestExpired => "the request is outside its time",
        ErrorCode.AgreementNotInForce => "the agreement is not in force",
        ErrorCode.StorageFull => "the server's disk is full",
        ErrorCode.NotYours => "the statement was signed by another member",
        ErrorCode.OtherAgreement => "the statement is for another agreement",
        ErrorCode.OtherItem => "the statement is for another item",
        ErrorCode.PolicyChanged => "another policy is in force than the statement names",
        ErrorCode.ApprovalNotAsked => "the policy does not ask for this approval",
        ErrorCode.SelfApproval => "nobody approves their own opening",
        ErrorCode.ApprovalUsed => "the approval was used, so it stays",
        ErrorCode.NotRevocable => "the policy is not revocable",
        ErrorCode.Withdrawn => "the item has been withdrawn",
        ErrorCode.OtherTerms => "the item has other terms",
        ErrorCode.NothingToTakeBack => "there is no answer to take back",
        ErrorCode.NotAReader => "only readers of the item acknowledge its terms",
        _ => throw new UnreachableException(),
    };
}
