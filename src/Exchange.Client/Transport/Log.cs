using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Microsoft.Extensions.Logging;

namespace Exchange.Client.Transport;

/// <summary>What the transport logs: addresses, call names, ids, sizes, durations.</summary>
internal static partial class Log
{
    [LoggerMessage(LogEventIds.ServerConnected, LogLevel.Debug,
        "Connected to {Address} over TLS; certificate issued by the operator: {Accepted}")]
    public static partial void Connected(ILogger logger, string address, bool accepted);

    [LoggerMessage(LogEventIds.CallBegun, LogLevel.Debug, "Calling {Call}")]
    public static partial void Calling(ILogger logger, string call);

    [LoggerMessage(LogEventIds.CallAnswered, LogLevel.Debug, "{Call} answered HTTP {Status} after {Milliseconds} ms")]
    public static partial void Answers(ILogger logger, string call, int status, long milliseconds);

    [LoggerMessage(LogEventIds.CallUnanswered, LogLevel.Debug, "{Call} failed after {Milliseconds} ms: {Kind}")]
    public static partial void Failed(ILogger logger, string call, long milliseconds, string kind);

    [LoggerMessage(LogEventIds.CallRetried, LogLevel.Information, "Try {Attempt} failed ({Kind}); retrying in {Milliseconds} ms")]
    public static partial void Retrying(ILogger logger, int attempt, string kind, long milliseconds);

    [LoggerMessage(LogEventIds.PartSending, LogLevel.Debug, "Part {Part} of {Item}: {Bytes} bytes to send, {Held} already held")]
    public static partial void Sending(ILogger logger, ItemId item, int part, long bytes, long held);

    [LoggerMessage(LogEventIds.PartSent, LogLevel.Debug, "Part {Part} of {Item}: sent in {Milliseconds} ms")]
    public static partial void Sent(ILogger logger, ItemId item, int part, long milliseconds);
}
