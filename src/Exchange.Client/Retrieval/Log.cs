using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Microsoft.Extensions.Logging;

namespace Exchange.Client.Retrieval;

internal static partial class Log
{
    [LoggerMessage(LogEventIds.ReleaseAnswered, LogLevel.Debug,
        "The {Key} key of {Item}: permitted {Permitted}, entry {Index} of the audit log")]
    public static partial void Answered(ILogger logger, SealedKey key, ItemId item, bool permitted, LogIndex index);

    [LoggerMessage(LogEventIds.PartFetched, LogLevel.Debug,
        "Part {Part} of {Item}: {Bytes} bytes fetched and verified in {Milliseconds} ms")]
    public static partial void Fetched(ILogger logger, ItemId item, int part, long bytes, long milliseconds);

    [LoggerMessage(LogEventIds.ItemOpened, LogLevel.Debug, "Item {Item}: {Files} files opened")]
    public static partial void Opened(ILogger logger, ItemId item, int files);
}
