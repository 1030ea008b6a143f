using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Microsoft.Extensions.Logging;

namespace Exchange.Client.Submission;

/// <summary>What submitting logs: ids, sizes and durations.</summary>
internal static partial class Log
{
    [LoggerMessage(LogEventIds.ItemSealed, LogLevel.Debug,
        "Item {Item}: {Parts} parts, {Bytes} bytes, {Grants} grants sealed in {Milliseconds} ms")]
    public static partial void Sealed(ILogger logger, ItemId item, int parts, long bytes, int grants, long milliseconds);

    [LoggerMessage(LogEventIds.ItemSubmitted, LogLevel.Debug, "Item {Item} was submitted: entry {Index} of the audit log")]
    public static partial void Submitted(ILogger logger, ItemId item, LogIndex index);
}
