using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Exchange.Server.Storage;
using Google.Protobuf;

namespace Exchange.Server.Calls;

/// <summary>The error code of an exception that the caller or the disk caused; null for one that is a fault of the program.</summary>
internal static class ErrorMapping
{
    public static ErrorCode? CodeOf(Exception exception) => exception switch
    {
        RefusedException refused => refused.Code,
        EnvelopeException => ErrorCode.NotVerified,
        DirectoryException directory => CodeOf(directory.Fault),
        NoteException or TileMismatchException => null, // no caller sends notes or tiles: these are our own
        MalformedException or InvalidProtocolBufferException => ErrorCode.Malformed,
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
