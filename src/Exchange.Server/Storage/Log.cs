namespace Exchange.Server.Storage;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Critical, "A write failed; no more writes are taken until the server has been started again.")]
    public static partial void WriterStopped(ILogger logger, Exception failure);

    [LoggerMessage(1002, LogLevel.Critical, "What is stored is damaged; writes are refused: {What}")]
    public static partial void Damaged(ILogger logger, string what);
}
