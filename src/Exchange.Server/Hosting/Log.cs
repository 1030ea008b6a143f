namespace Exchange.Server.Hosting;

internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Debug, "{Method} for {Member}: {Status} in {Milliseconds} ms")]
    public static partial void Called(ILogger logger, string method, string member, string status, long milliseconds);
}
