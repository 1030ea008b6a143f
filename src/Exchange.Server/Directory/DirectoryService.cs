using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Wire;
using Exchange.Formats.Dsse;
using Exchange.Formats.Tlog;
using Exchange.Server.Storage;
using Google.Protobuf;
using Grpc.Core;
using LogName = Exchange.Server.Storage.LogName;

namespace Exchange.Server.Directory;

/// <summary>The signed directory, on the wire, for every member.</summary>
internal sealed class DirectoryService(Ledger ledger, DirectoryIntake intake) : Contract.Wire.Directory.DirectoryBase
{
    public override async Task<AppendResponse> Append(AppendRequest request, ServerCallContext context)
    {
        EncodedReceipt receipt = await intake.AppendAsync(DsseEnvelope.Parse(request.Statement.Span), context.CancellationToken);
        return new AppendResponse { Receipt = UnsafeByteOperations.UnsafeWrap(receipt.Bytes) };
    }

    public override async Task Replay(ReplayRequest request, IServerStreamWriter<ReplayResponse> responseStream, ServerCallContext context)
    {
        // The checkpoint first: entries added while this streams belong to a later one.
        byte[] checkpoint = ledger.Checkpoint(LogName.Directory);
        long size = Checkpoint.Parse(SignedNote.Parse(checkpoint).Text).Size;
        if (request.From < 0 || request.From > size)
        {
            throw new RefusedException(ErrorCode.Malformed, "a replay starts beyond the directory");
        }

        for (long index = request.From; index < size; index++)
        {
            long at = index;
            DsseEnvelope envelope = ledger.Read(reader => reader.DirectoryLog.Envelope(at));
            ReplayResponse entry = new() { Envelope = UnsafeByteOperations.UnsafeWrap(envelope.Encode()) };
            await responseStream.WriteAsync(entry, context.CancellationToken);
        }

        ReplayResponse last = new() { Checkpoint = UnsafeByteOperations.UnsafeWrap(checkpoint) };
        await responseStream.WriteAsync(last, context.CancellationToken);
    }
}
