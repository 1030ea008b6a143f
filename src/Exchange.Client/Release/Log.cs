using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Microsoft.Extensions.Logging;

namespace Exchange.Client.Release;

internal static partial class Log
{
    [LoggerMessage(LogEventIds.ReleaseAnswered, LogLevel.Debug,
        "The {Key} key of {Item}: permitted {Permitted}, entry {Index} of the audit log")]
    public static partial void Answered(ILogger logger, SealedKey key, ItemId item, bool permitted, LogIndex index);
}
