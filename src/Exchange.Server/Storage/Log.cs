using Exchange.Contract.Ids;

namespace Exchange.Server.Storage;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Critical, "A write failed; no more writes are taken until the server has been started again.")]
    public static partial void WriterStopped(ILogger logger, Exception failure);

    [LoggerMessage(1006, LogLevel.Error, "The disk is full; writes are refused until there is room. What is stored can be read.")]
    public static partial void DiskFull(ILogger logger);

    [LoggerMessage(1007, LogLevel.Warning, "Set aside the parts of {Count} submissions that a crash had undone")]
    public static partial void LeftoversSetAside(ILogger logger, int count);

    [LoggerMessage(1008, LogLevel.Warning, "What a write that came to nothing had put aside could not be put back: {Kind}")]
    public static partial void NotPutBack(ILogger logger, string kind);

    [LoggerMessage(1002, LogLevel.Critical, "What is stored is damaged; writes are refused: {What}")]
    public static partial void Damaged(ILogger logger, string what);

    [LoggerMessage(1003, LogLevel.Information, "Entry {Index} of the audit log: {Code}, {Outcome}, by {Member}, item {Item}")]
    public static partial void Appended(ILogger logger, LogIndex index, string code, string outcome, MemberId member, ItemId? item);

    [LoggerMessage(1004, LogLevel.Information, "The directory log has {Size} entries")]
    public static partial void DirectoryGrew(ILogger logger, long size);

    [LoggerMessage(1005, LogLevel.Debug, "A batch of {Stories} is durable; the audit log has {Size} entries")]
    public static partial void Committed(ILogger logger, int stories, long size);
}
