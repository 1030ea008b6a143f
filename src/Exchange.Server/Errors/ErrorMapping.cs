using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Server.Storage;
using Google.Protobuf;

namespace Exchange.Server.Errors;

/// <summary>The error code of an exception that the caller or the disk caused; null for one that is a fault of the program.</summary>
internal static class ErrorMapping
{
    public static ErrorCode? CodeOf(Exception exception) => exception switch
    {
        RefusedException refused => refused.Code,
        MalformedException or InvalidProtocolBufferException => ErrorCode.Malformed,
        EnvelopeException => ErrorCode.NotVerified,
        DirectoryException directory => CodeOf(directory.Fault),
        IOException disk => DiskFull.CodeOf(disk),
        _ => null,
    };

    private static ErrorCode CodeOf(DirectoryFault fault) => fault switch
    {
        DirectoryFault.Malformed => ErrorCode.Malformed,
        DirectoryFault.WrongPrevious or DirectoryFault.KeyUsedBefore or DirectoryFault.WrongPlace => ErrorCode.Conflict,
        _ => ErrorCode.NotVerified,
    };
}
