using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Microsoft.Extensions.Logging;

namespace Exchange.Client.Retrieval;

internal static partial class Log
{
    [LoggerMessage(LogEventIds.ItemOpened, LogLevel.Debug, "Item {Item}: {Files} files opened")]
    public static partial void Opened(ILogger logger, ItemId item, int files);
}
