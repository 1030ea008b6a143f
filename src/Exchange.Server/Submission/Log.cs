namespace Exchange.Server.Submission;

internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Information, "Removed {Count} uploads that nobody went on with")]
    public static partial void AbandonedRemoved(ILogger logger, int count);

    [LoggerMessage(3002, LogLevel.Warning, "Abandoned uploads could not be removed: {Kind}")]
    public static partial void SweepFailed(ILogger logger, string kind);
}
