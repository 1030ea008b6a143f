using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Microsoft.Extensions.Logging;

namespace Exchange.Client.Submission;

internal static partial class Log
{
    [LoggerMessage(LogEventIds.ItemSealed, LogLevel.Debug, "Item {Item}: sealed into {Parts} parts of {Bytes} bytes in all, with {Grants} grants, in {Milliseconds} ms")]
    public static partial void Sealed(ILogger logger, ItemId item, int parts, long bytes, int grants, long milliseconds);

    [LoggerMessage(LogEventIds.ItemSubmitted, LogLevel.Debug, "Item {Item} is handed in: entry {Index} of the audit log")]
    public static partial void HandedIn(ILogger logger, ItemId item, LogIndex index);
}
