using System.Globalization;
using System.Net;
using Exchange.Client.Errors;
using Exchange.Contract.Errors;
using Exchange.Formats.Primitives;
using Exchange.Formats.Safety;
using Grpc.Core;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Exchange.Client.Transport;

/// <summary>From what the transport throws to what a person is told.</summary>
internal static class CallFailures
{
    /// <summary>Whether an exception is the transport's, and so has to be explained.</summary>
    public static bool IsTransport(Exception failed) =>
        failed is RpcException or HttpRequestException or BrokenCircuitException or TimeoutRejectedException or MalformedException;

    /// <param name="certificate">Why the server's certificate was refused, or null.</param>
    public static ClientException Explain(Exception failed, string address, VerificationFault? certificate) => (failed, certificate) switch
    {
        (RpcException or HttpRequestException, { } fault) => new VerificationException(fault, $"the server at {address}", failed),
        (MalformedException malformed, _) =>
            new VerificationException(VerificationFault.AnswerMalformed, malformed.Message, malformed),
        (RpcException rpc, _) when CallPipelines.IsPassing(rpc) => Unreachable(address, rpc, IsFromServer(rpc) ? TextOf(rpc) : null),
        (RpcException rpc, _) when IsIncomplete(rpc) => new PartsMissingException(rpc),
        (RpcException rpc, _) => RefusalTexts.Explain(rpc) ?? Explain(rpc),
        (HttpRequestException { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized }, _) =>
            NotAllowed("not allowed for this member", failed),
        (HttpRequestException { StatusCode: HttpStatusCode.NotFound }, _) => new ClientException(
            ExitCode.Failed, "The server does not have this part of the log.", "It answered that the file does not exist.",
            "Tell the operator.", failed),
        _ => Unreachable(address, failed, null),
    };

    /// <summary>Whether the server says that it has less of a part than was thought.</summary>
    public static bool IsIncomplete(RpcException rpc) => Is(rpc, ErrorCode.Incomplete);

    private static ClientException Explain(RpcException rpc) => rpc.StatusCode switch
    {
        StatusCode.NotFound => new ClientException(
            ExitCode.Denied, "There is no such item for you.",
            "It does not exist, or you are not in its audience; the server says the same for both.",
            "Check the id, or ask its sender.", rpc),
        StatusCode.PermissionDenied or StatusCode.Unauthenticated => NotAllowed(TextOf(rpc), rpc),
        StatusCode.DataLoss => new VerificationException(VerificationFault.ServerDataDamaged, null, rpc),
        StatusCode.ResourceExhausted when CallPipelines.AskedToWait(rpc) is { } wait => Failed(
            "The server is busy: too many calls from you, or from everybody.",
            string.Create(CultureInfo.InvariantCulture, $"Try again in {Math.Ceiling(wait.TotalSeconds)} s."), rpc),
        StatusCode.ResourceExhausted when Is(rpc, ErrorCode.StorageFull) => Failed(
            "The server is out of storage space.", "Nothing was stored or released. Tell the operator, then try again.", rpc),
        StatusCode.ResourceExhausted => Failed(
            "The request exceeds a server limit.",
            "Try later, or with less; the agreement states the limits: exchange agreement show", rpc),
        StatusCode.FailedPrecondition => Failed(
            "The server cannot do this now.", "Check this machine's clock and the agreement's dates, then try again.", rpc),
        StatusCode.AlreadyExists => Failed("The server has something else under the same id.", "Start again, under a new id.", rpc),
        StatusCode.InvalidArgument => Failed(
            "The server refused the request.", "Client and server may run different versions; ask the operator.", rpc),
        StatusCode.Unimplemented => new ClientException(
            ExitCode.Failed, "The server does not know this call.", "It may run a different version.", "Ask the operator.", rpc),
        _ => Failed("The server failed.", "Try again later; if it happens again, tell the operator.", rpc),
    };

    private static ClientException NotAllowed(string text, Exception inner) => new(
        ExitCode.Denied, "The server did not allow this.", Said(text),
        "Ask your party's administrator whether these keys are enrolled, and with which roles.", inner);

    private static ClientException Failed(string what, string next, RpcException rpc) =>
        new(ExitCode.Failed, what, Said(TextOf(rpc)), next, rpc);

    private static ClientException Unreachable(string address, Exception inner, string? text) => new(
        ExitCode.Unreachable, $"The server at {TerminalText.Safe(address)} could not be reached.",
        text is null ? "It did not answer, or the connection broke, several times." : Said(text),
        "Check the address and the network, then try again; nothing is lost.", inner);

    // The server's own refusals carry the name of the error; what the transport makes up does not.
    private static bool IsFromServer(RpcException rpc) => rpc.Trailers.Get(ErrorTexts.TrailerName) is not null;

    private static bool Is(RpcException rpc, ErrorCode code) => rpc.Trailers.GetValue(ErrorTexts.TrailerName) == code.ToString();

    private static string TextOf(RpcException rpc) => TerminalText.Safe(rpc.Status.Detail, maxLength: 200);

    private static string Said(string text) => text.Length == 0 ? "No reason was given." : $"It says: {text}.";
}
