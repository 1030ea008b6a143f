using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Microsoft.Extensions.Logging;

namespace Exchange.Client;

/// <summary>Named so, and not Log as elsewhere: that is the name of a folder here.</summary>
internal static partial class ParticipantLog
{
    [LoggerMessage(LogEventIds.ParticipantOpened, LogLevel.Debug, "Open as member {Member}; the directory has {Size} entries")]
    public static partial void Opened(ILogger logger, MemberId member, long size);
}
