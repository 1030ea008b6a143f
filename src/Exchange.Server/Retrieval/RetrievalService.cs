using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Json;
using Exchange.Contract.Wire;
using Exchange.Formats.Parts;
using Exchange.Formats.Primitives;
using Exchange.Server.Calls;
using Exchange.Server.Items;
using Exchange.Server.Storage;
using Google.Protobuf;
using Grpc.Core;

namespace Exchange.Server.Retrieval;

/// <summary>Finding, releasing and downloading items, on the wire.</summary>
internal sealed class RetrievalService(
    Ledger ledger, ItemLookup lookup, ItemListing listing, ReleaseDoor door, PartDownload download) : Contract.Wire.Retrieval.RetrievalBase
{
    public override async Task List(ListRequest request, IServerStreamWriter<ListedItem> responseStream, ServerCallContext context)
    {
        await foreach (ShownItem item in listing.ListAsync(context.CallerOf().Member.Id, AfterOf(request), context.CancellationToken))
        {
            await responseStream.WriteAsync(ToWire(item), context.CancellationToken);
        }
    }

    public override async Task Watch(ListRequest request, IServerStreamWriter<ListedItem> responseStream, ServerCallContext context)
    {
        await foreach (ShownItem item in listing.WatchAsync(context.CallerOf().Member.Id, AfterOf(request), context.CancellationToken))
        {
            await responseStream.WriteAsync(ToWire(item), context.CancellationToken);
        }
    }

    public override async Task<GetResponse> Get(GetRequest request, ServerCallContext context)
    {
        Member caller = context.CallerOf().Member;
        VisibleItem visible = await lookup.RequireAsync(caller, ItemId.Parse(request.Item), context.CancellationToken);
        GetResponse response = new() { Item = ToWire(ledger.Read(reader => ShownItem.To(caller.Id, visible.Item, reader.Grants))) };
        if (visible.Standing.SeesRecord)
        {
            response.Receipt = UnsafeByteOperations.UnsafeWrap(ledger.AuditReceipt(visible.Item.Row.Submission).Bytes);
        }

        return response;
    }

    public override async Task<ReleaseResponse> Release(ReleaseRequest request, ServerCallContext context)
    {
        Released released = await door.ReleaseAsync(context.CallerOf().Member, request.Request.Memory, context.CancellationToken);
        return new ReleaseResponse
        {
            Permitted = released.Permitted,
            Receipt = UnsafeByteOperations.UnsafeWrap(released.Receipt.Bytes),
            Grant = released.Grant is { } grant ? UnsafeByteOperations.UnsafeWrap(grant.Bytes) : ByteString.Empty,
        };
    }

    public override async Task DownloadPart(
        DownloadPartRequest request, IServerStreamWriter<DownloadPartResponse> responseStream, ServerCallContext context)
    {
        Member caller = context.CallerOf().Member;
        using StoredPart part = await download.OpenAsync(caller, ItemId.Parse(request.Item), request.Part, context.CancellationToken);
        PartRange range = PartRange.Check(request.Offset, request.Length, part.Tree.Length);
        await responseStream.WriteAsync(new DownloadPartResponse { Header = HeaderOf(part.Tree) }, context.CancellationToken);
        await foreach (ReadOnlyMemory<byte> data in PartDownload.ReadAsync(part, range, context.CancellationToken))
        {
            // Written before the next is read into the same memory.
            DownloadPartResponse message = new() { Data = UnsafeByteOperations.UnsafeWrap(data) };
            await responseStream.WriteAsync(message, context.CancellationToken);
        }
    }

    private static long AfterOf(ListRequest request) =>
        request.After >= 0 ? request.After : throw new MalformedException("a list starts after a position");

    private static ListedItem ToWire(ShownItem shown) => new()
    {
        Position = shown.Item.Row.Position,
        Statement = UnsafeByteOperations.UnsafeWrap(shown.Item.Verified.Signed.Statement.Envelope.Dsse.Encode()),
        LogIndex = shown.Item.Row.Submission.Value,
        Received = Timestamp.Format(shown.Item.Row.Received),
        Withdrawn = shown.Item.Row.Withdrawn,
        PolicyChanges = { shown.Item.InForce.Changes.Select(change => UnsafeByteOperations.UnsafeWrap(change.Envelope.Encode())) },
        CardSealedTo = { shown.CardSealedTo.Select(Bytes) },
        ContentSealedTo = { shown.ContentSealedTo.Select(Bytes) },
    };

    private static ByteString Bytes(Sha256Digest digest) => UnsafeByteOperations.UnsafeWrap(digest.ToArray());

    private static DownloadHeader HeaderOf(PartTree tree)
    {
        byte[] leaves = new byte[tree.Leaves.Count * Sha256Digest.Size];
        for (int index = 0; index < tree.Leaves.Count; index++)
        {
            tree.Leaves[index].CopyTo(leaves.AsSpan(index * Sha256Digest.Size));
        }

        return new DownloadHeader { Length = tree.Length, Leaves = UnsafeByteOperations.UnsafeWrap(leaves) };
    }
}
