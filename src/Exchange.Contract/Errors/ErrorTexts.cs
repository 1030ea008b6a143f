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
        _ => throw new UnreachableException(),
    };

    public static string TextOf(ErrorCode code) => code switch
    {
        ErrorCode.Malformed => "the message is malformed",
        ErrorCode.NoSuchItem => "no such item for you",
        ErrorCode.NotAllowed => "not allowed for this member",
        ErrorCode.NotVerified => "a signature or its chain does not hold",
        ErrorCode.Conflict => "the same id was used before with other bytes",
        ErrorCode.TooMuch => "over a limit",
        ErrorCode.Incomplete => "not all parts have arrived whole",
        ErrorCode.PolicyRefused => "the policy cannot be accepted",
        ErrorCode.DataLoss => "stored data is damaged",
        ErrorCode.Unavailable => "the service takes no writes now",
        ErrorCode.RequestExpired => "the request is outside its time",
        ErrorCode.AgreementNotInForce => "the agreement is not in force",
        ErrorCode.StorageFull => "the server's disk is full",
        _ => throw new UnreachableException(),
    };
}
