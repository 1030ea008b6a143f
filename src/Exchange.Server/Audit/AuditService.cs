using Exchange.Contract.Ids;
using Exchange.Contract.Wire;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Exchange.Server.Calls;
using Exchange.Server.Storage;
using Google.Protobuf;
using Grpc.Core;

namespace Exchange.Server.Audit;

/// <summary>The audit record, on the wire.</summary>
internal sealed class AuditService(AuditQuery query, ItemHeads heads) : Contract.Wire.Audit.AuditBase
{
    public override async Task Query(QueryRequest request, IServerStreamWriter<EventRecord> responseStream, ServerCallContext context)
    {
        if (request.From < 0 || request.Until < 0)
        {
            throw new MalformedException("a query runs from one index to another");
        }

        LogIndex until = new(request.Until == 0 ? long.MaxValue : request.Until);
        ItemId? item = request.Item.Length == 0 ? null : ItemId.Parse(request.Item);
        MemberId caller = context.CallerOf().Member.Id;
        await foreach (StoredEvent stored in query.EventsAsync(caller, new LogIndex(request.From), until, item, context.CancellationToken))
        {
            await responseStream.WriteAsync(ToWire(stored), context.CancellationToken);
        }
    }

    public override Task<GetStatementResponse> GetStatement(GetStatementRequest request, ServerCallContext context)
    {
        DsseEnvelope statement = query.Statement(context.CallerOf().Member, new Sha256Digest(request.Digest.Span));
        return Task.FromResult(new GetStatementResponse { Statement = UnsafeByteOperations.UnsafeWrap(statement.Encode()) });
    }

    public override async Task<GetItemHeadResponse> GetItemHead(GetItemHeadRequest request, ServerCallContext context)
    {
        SignedNote head = await heads.SignAsync(context.CallerOf().Member, ItemId.Parse(request.Item), context.CancellationToken);
        return new GetItemHeadResponse { Note = UnsafeByteOperations.UnsafeWrap(head.Encode()) };
    }

    private static EventRecord ToWire(StoredEvent stored) => new()
    {
        Index = stored.Index.Value,
        Salt = UnsafeByteOperations.UnsafeWrap(stored.Commitment.Salt),
        Payload = UnsafeByteOperations.UnsafeWrap(stored.Commitment.Payload),
    };
}
