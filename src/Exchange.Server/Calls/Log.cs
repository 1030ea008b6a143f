using Exchange.Contract.Errors;

namespace Exchange.Server.Calls;

internal static partial class Log
{
    [LoggerMessage(LogEventIds.CallRefused, LogLevel.Information, "Refused {Code} in {Method} for {Member}: {Detail}")]
    public static partial void Refused(ILogger logger, ErrorCode code, string method, string member, string detail);

    [LoggerMessage(LogEventIds.CallFailed, LogLevel.Error, "Unexpected {Kind} in {Method} for {Member} at {Where}")]
    public static partial void Unexpected(ILogger logger, string method, string member, string kind, string where);

    [LoggerMessage(LogEventIds.CallEnded, LogLevel.Debug, "{Method} for {Member}: {Status} in {Milliseconds} ms")]
    public static partial void Called(ILogger logger, string method, string member, string status, long milliseconds);
}
