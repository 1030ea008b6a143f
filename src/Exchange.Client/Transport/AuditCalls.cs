using Exchange.Client.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Google.Protobuf;
using Wire = Exchange.Contract.Wire;

namespace Exchange.Client.Transport;

/// <summary>The server's Audit service: what the entries of the audit log commit to.</summary>
internal sealed class AuditCalls(ExchangeConnection connection)
{
    private readonly Wire.Audit.AuditClient service = new(connection.Channel);

    /// <summary>The events that the member may see, in log order.</summary>
    /// <param name="until">The first index not wanted; 0: to the end.</param>
    public IAsyncEnumerable<EventListing> QueryAsync(long from, long until, ItemId? item, CancellationToken cancellationToken)
    {
        Wire.QueryRequest After(EventListing? last) => new()
        {
            From = last is null ? from : checked(last.Index.Value + 1),
            Until = until,
            Item = item?.ToString() ?? "",
        };
        return connection.StreamAsync<Wire.EventRecord, EventListing>(
            (last, token) => service.Query(After(last), cancellationToken: token), Read, waits: false, cancellationToken);
    }

    /// <summary>A statement that some event names.</summary>
    /// <exception cref="VerificationException">It is not the one asked for.</exception>
    public async Task<DsseEnvelope> GetStatementAsync(Sha256Digest digest, CancellationToken cancellationToken)
    {
        Wire.GetStatementRequest request = new() { Digest = UnsafeByteOperations.UnsafeWrap(digest.ToArray()) };
        DsseEnvelope statement = await connection.CallAsync(
            async token => DsseEnvelope.Parse((await service.GetStatementAsync(request, cancellationToken: token)).Statement.Span),
            cancellationToken);
        return statement.PayloadDigest == digest
            ? statement
            : throw new VerificationException(VerificationFault.StatementSwapped, $"asked for {digest}");
    }

    /// <summary>The signed head of an item's chain, a signed note (<see cref="ItemHead"/>).</summary>
    public Task<ReadOnlyMemory<byte>> GetItemHeadAsync(ItemId item, CancellationToken cancellationToken)
    {
        Wire.GetItemHeadRequest request = new() { Item = item.ToString() };
        return connection.CallAsync<ReadOnlyMemory<byte>>(
            async token => (await service.GetItemHeadAsync(request, cancellationToken: token)).Note.ToByteArray(), cancellationToken);
    }

    private static EventListing Read(Wire.EventRecord record) => record.Salt.Length == EventCommitment.SaltSize
        ? new EventListing(new LogIndex(record.Index), new EventCommitment(record.Salt.ToByteArray(), record.Payload.ToByteArray()))
        : throw new MalformedException($"the salt of event {record.Index} is not {EventCommitment.SaltSize} bytes long");
}

/// <summary>What one entry of the audit log commits to, as the server says. Not verified.</summary>
internal sealed record EventListing(LogIndex Index, EventCommitment Commitment);
