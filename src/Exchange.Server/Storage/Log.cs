using Exchange.Contract.Errors;
using Exchange.Contract.Ids;

namespace Exchange.Server.Storage;

internal static partial class Log
{
    [LoggerMessage(LogEventIds.WriterStopped, LogLevel.Critical, "A write failed; writes are refused until the server is restarted")]
    public static partial void WriterStopped(ILogger logger, Exception failure);

    [LoggerMessage(LogEventIds.StorageDamaged, LogLevel.Critical, "Stored data is damaged; writes are refused: {What}")]
    public static partial void Damaged(ILogger logger, string what);

    [LoggerMessage(LogEventIds.EventAppended, LogLevel.Information,
        "Entry {Index} of the audit log: {Code}, {Outcome}, by {Member}, item {Item}")]
    public static partial void Appended(ILogger logger, LogIndex index, string code, string outcome, MemberId member, ItemId? item);

    [LoggerMessage(LogEventIds.DirectoryGrew, LogLevel.Information, "The directory log has {Size} entries")]
    public static partial void DirectoryGrew(ILogger logger, long size);

    [LoggerMessage(LogEventIds.BatchCommitted, LogLevel.Debug, "A batch of {Stories} is durable; the audit log has {Size} entries")]
    public static partial void Committed(ILogger logger, int stories, long size);

    [LoggerMessage(LogEventIds.DiskFull, LogLevel.Error, "The disk is full; writes are refused until there is room, reads continue")]
    public static partial void DiskFull(ILogger logger);

    [LoggerMessage(LogEventIds.LeftoversSetAside, LogLevel.Warning, "Set aside the parts of {Count} submissions that a crash had undone")]
    public static partial void LeftoversSetAside(ILogger logger, int count);

    [LoggerMessage(LogEventIds.NotPutBack, LogLevel.Warning, "Could not restore files moved by an aborted write: {Kind}")]
    public static partial void NotPutBack(ILogger logger, string kind);
}
