using Exchange.Contract.Errors;
using Exchange.Contract.Ids;

namespace Exchange.Server.Submission;

internal static partial class Log
{
    [LoggerMessage(LogEventIds.PartReceived, LogLevel.Information, "Took {Bytes} bytes of part {Part} of {Item} from {Member}")]
    public static partial void Took(ILogger logger, long bytes, int part, ItemId item, MemberId member);

    [LoggerMessage(LogEventIds.AbandonedRemoved, LogLevel.Information, "Removed {Count} abandoned uploads")]
    public static partial void AbandonedRemoved(ILogger logger, int count);

    [LoggerMessage(LogEventIds.SweepFailed, LogLevel.Warning, "Could not remove abandoned uploads: {Kind}")]
    public static partial void SweepFailed(ILogger logger, string kind);
}
