using Exchange.Contract.Ids;

namespace Exchange.Server.Submission;

internal static partial class Log
{
    [LoggerMessage(3003, LogLevel.Information, "Took {Bytes} bytes of part {Part} of {Item} from {Member}")]
    public static partial void Took(ILogger logger, long bytes, int part, ItemId item, MemberId member);

    [LoggerMessage(3001, LogLevel.Information, "Removed {Count} uploads that nobody went on with")]
    public static partial void AbandonedRemoved(ILogger logger, int count);

    [LoggerMessage(3002, LogLevel.Warning, "Abandoned uploads could not be removed: {Kind}")]
    public static partial void SweepFailed(ILogger logger, string kind);
}
