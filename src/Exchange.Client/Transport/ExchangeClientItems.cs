using Exchange.Contract.Ids;
using Exchange.Contract.Json;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Google.Protobuf;
using Wire = Exchange.Contract.Wire;

namespace Exchange.Client.Transport;

/// <summary>Items: listing, fetching, releasing, and the grants of an item.</summary>
public sealed partial class ExchangeClient
{
    private Wire.Retrieval.RetrievalClient Retrieval => new(channel);

    private Wire.Grants.GrantsClient Grants => new(channel);

    /// <summary>The items that the member may see, oldest first, after a position.</summary>
    /// <param name="after">A position from an earlier listing; 0 from the beginning.</param>
    /// <exception cref="Errors.ClientException">See <see cref="ExchangeClient"/>.</exception>
    public IAsyncEnumerable<ListedItem> ListAsync(long after, CancellationToken cancellationToken) => StreamAsync<Wire.ListedItem, ListedItem>(
        (last, token) => Retrieval.List(new Wire.ListRequest { After = last?.Position ?? after }, cancellationToken: token), Read, waits: false, cancellationToken);

    /// <summary>As <see cref="ListAsync"/>, then every further item as it comes, until cancelled.</summary>
    /// <exception cref="Errors.ClientException">See <see cref="ExchangeClient"/>.</exception>
    public IAsyncEnumerable<ListedItem> WatchAsync(long after, CancellationToken cancellationToken) => StreamAsync<Wire.ListedItem, ListedItem>(
        (last, token) => Retrieval.Watch(new Wire.ListRequest { After = last?.Position ?? after }, cancellationToken: token), Read, waits: true, cancellationToken);

    /// <summary>One item by its full id.</summary>
    /// <exception cref="Errors.ClientException">Exit 3 where there is no such item for this member; the server logs that.</exception>
    public Task<FetchedItem> GetItemAsync(ItemId item, CancellationToken cancellationToken) => CallAsync(
        async token =>
        {
            Wire.GetResponse answer = await Retrieval.GetAsync(new Wire.GetRequest { Item = item.ToString() }, cancellationToken: token);
            return new FetchedItem(
                Read(answer.Item ?? throw new MalformedException("the answer names no item")),
                answer.Receipt.IsEmpty ? null : answer.Receipt.ToByteArray());
        },
        cancellationToken);

    /// <summary>Sends a signed release request. The same bytes again get the same outcome.</summary>
    public Task<ReleaseAnswer> ReleaseAsync(DsseEnvelope request, CancellationToken cancellationToken)
    {
        Wire.ReleaseRequest message = new() { Request = Bytes(request) };
        return CallAsync(
            async token =>
            {
                Wire.ReleaseResponse answer = await Retrieval.ReleaseAsync(message, cancellationToken: token);
                return new ReleaseAnswer(answer.Permitted, answer.Receipt.ToByteArray(), answer.Grant.ToByteArray());
            },
            cancellationToken);
    }

    /// <summary>The signed grant statements of an item, oldest first.</summary>
    public Task<IReadOnlyList<DsseEnvelope>> ListGrantsAsync(ItemId item, CancellationToken cancellationToken) => CallAsync<IReadOnlyList<DsseEnvelope>>(
        async token =>
        {
            Wire.ListGrantsResponse answer = await Grants.ListGrantsAsync(new Wire.ListGrantsRequest { Item = item.ToString() }, cancellationToken: token);
            return [.. answer.GrantStatements.Select(Envelope)];
        },
        cancellationToken);

    /// <summary>Adds grants to an item.</summary>
    /// <param name="grants">In the order of the statement's subjects.</param>
    /// <returns>The receipt, a tlog-proof.</returns>
    public Task<ReadOnlyMemory<byte>> AddGrantsAsync(DsseEnvelope grantStatement, IReadOnlyList<ReadOnlyMemory<byte>> grants, CancellationToken cancellationToken)
    {
        Wire.AddGrantsRequest message = new() { GrantStatement = Bytes(grantStatement), Grants = { grants.Select(grant => ByteString.CopyFrom(grant.Span)) } };
        return CallAsync<ReadOnlyMemory<byte>>(async token => (await Grants.AddGrantsAsync(message, cancellationToken: token)).Receipt.ToByteArray(), cancellationToken);
    }

    private static ListedItem Read(Wire.ListedItem item) => new(
        item.Position, Envelope(item.Statement), new LogIndex(item.LogIndex), Timestamp.Parse(item.Received), item.Withdrawn, [.. item.PolicyChanges.Select(Envelope)],
        [.. item.CardSealedTo.Select(Digest)], [.. item.ContentSealedTo.Select(Digest)]);

    private static Sha256Digest Digest(ByteString bytes) => new(bytes.Span);

    private static DsseEnvelope Envelope(ByteString bytes) => DsseEnvelope.Parse(bytes.Span);

    private static ByteString Bytes(DsseEnvelope envelope) => UnsafeByteOperations.UnsafeWrap(envelope.Encode());
}
