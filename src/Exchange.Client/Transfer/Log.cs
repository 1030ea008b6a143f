using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Microsoft.Extensions.Logging;

namespace Exchange.Client.Transfer;

internal static partial class Log
{
    [LoggerMessage(LogEventIds.PartFetched, LogLevel.Debug,
        "Part {Part} of {Item}: {Bytes} bytes fetched and verified in {Milliseconds} ms")]
    public static partial void Fetched(ILogger logger, ItemId item, int part, long bytes, long milliseconds);
}
