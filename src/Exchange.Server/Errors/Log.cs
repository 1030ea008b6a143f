using Exchange.Contract.Errors;

namespace Exchange.Server.Errors;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "Refused {Code} in {Method} for {Member}: {Detail}")]
    public static partial void Refused(ILogger logger, ErrorCode code, string method, string member, string detail);

    [LoggerMessage(2002, LogLevel.Error, "Unexpected {Kind} in {Method} for {Member} at {Where}")]
    public static partial void Unexpected(ILogger logger, string method, string member, string kind, string where);
}
