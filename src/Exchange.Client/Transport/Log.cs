using Exchange.Contract.Ids;
using Microsoft.Extensions.Logging;

namespace Exchange.Client.Transport;

/// <summary>What the transport logs: addresses, call names, ids, sizes, durations.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Debug, "Connected to {Address} over TLS; certificate issued by the operator: {Accepted}")]
    public static partial void Connected(ILogger logger, string address, bool accepted);

    [LoggerMessage(3002, LogLevel.Debug, "Calling {Call}")]
    public static partial void Calling(ILogger logger, string call);

    [LoggerMessage(3003, LogLevel.Debug, "{Call} answered HTTP {Status} after {Milliseconds} ms")]
    public static partial void Answers(ILogger logger, string call, int status, long milliseconds);

    [LoggerMessage(3004, LogLevel.Debug, "{Call} failed after {Milliseconds} ms: {Kind}")]
    public static partial void Failed(ILogger logger, string call, long milliseconds, string kind);

    [LoggerMessage(3005, LogLevel.Information, "Try {Attempt} failed ({Kind}); retrying in {Milliseconds} ms")]
    public static partial void Retrying(ILogger logger, int attempt, string kind, long milliseconds);

    [LoggerMessage(3006, LogLevel.Debug, "Part {Part} of {Item}: {Bytes} bytes to send, {Held} already held")]
    public static partial void Sending(ILogger logger, ItemId item, int part, long bytes, long held);

    [LoggerMessage(3007, LogLevel.Debug, "Part {Part} of {Item}: sent in {Milliseconds} ms")]
    public static partial void Sent(ILogger logger, ItemId item, int part, long milliseconds);
}
