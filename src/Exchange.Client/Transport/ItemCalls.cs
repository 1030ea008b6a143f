using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Json;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Google.Protobuf;
using Wire = Exchange.Contract.Wire;

namespace Exchange.Client.Transport;

/// <summary>The server's Submission and Retrieval services, as far as they are about items and not about their parts.</summary>
internal sealed class ItemCalls(ExchangeConnection connection)
{
    private readonly Wire.Submission.SubmissionClient submission = new(connection.Channel);
    private readonly Wire.Retrieval.RetrievalClient retrieval = new(connection.Channel);

    /// <summary>Submits an item whose parts have all been sent. The same bytes again get the same receipt.</summary>
    /// <param name="grants">Sealed grants, in the order of the grant statement's subjects.</param>
    /// <returns>The receipt, a tlog-proof.</returns>
    public Task<EncodedReceipt> SubmitAsync(
        DsseEnvelope statement,
        DsseEnvelope grantStatement,
        IReadOnlyList<SealedGrantFile> grants,
        CancellationToken cancellationToken)
    {
        Wire.SubmitRequest message = new()
        {
            Statement = Bytes(statement),
            GrantStatement = Bytes(grantStatement),
            Grants = { grants.Select(grant => ByteString.CopyFrom(grant.Span)) },
        };
        return connection.CallAsync(
            async token => new EncodedReceipt((await submission.SubmitAsync(message, cancellationToken: token)).Receipt.ToByteArray()),
            cancellationToken);
    }

    /// <summary>The items that the member may see, oldest first, after a position.</summary>
    /// <param name="after">A position from an earlier listing; 0 from the beginning.</param>
    /// <exception cref="Errors.ClientException">See <see cref="ExchangeConnection"/>.</exception>
    public IAsyncEnumerable<ListedItem> ListAsync(long after, CancellationToken cancellationToken) =>
        connection.StreamAsync<Wire.ListedItem, ListedItem>(
            (last, token) => retrieval.List(new Wire.ListRequest { After = last?.Position ?? after }, cancellationToken: token),
            Read,
            waits: false,
            cancellationToken);

    /// <summary>As <see cref="ListAsync"/>, then every further item as it comes, until cancelled.</summary>
    /// <exception cref="Errors.ClientException">See <see cref="ExchangeConnection"/>.</exception>
    public IAsyncEnumerable<ListedItem> WatchAsync(long after, CancellationToken cancellationToken) =>
        connection.StreamAsync<Wire.ListedItem, ListedItem>(
            (last, token) => retrieval.Watch(new Wire.ListRequest { After = last?.Position ?? after }, cancellationToken: token),
            Read,
            waits: true,
            cancellationToken);

    /// <summary>One item by its full id.</summary>
    /// <exception cref="Errors.ClientException">
    /// Exit 3 where there is no such item for this member; the server logs the attempt.
    /// </exception>
    public Task<FetchedItem> GetAsync(ItemId item, CancellationToken cancellationToken) => connection.CallAsync(
        async token =>
        {
            Wire.GetResponse answer = await retrieval.GetAsync(new Wire.GetRequest { Item = item.ToString() }, cancellationToken: token);
            return new FetchedItem(
                Read(answer.Item ?? throw new MalformedException("the answer names no item")),
                answer.Receipt.IsEmpty ? null : new EncodedReceipt(answer.Receipt.ToByteArray()));
        },
        cancellationToken);

    /// <summary>Sends a signed release request. The same bytes again get the same outcome.</summary>
    public Task<ReleaseAnswer> ReleaseAsync(DsseEnvelope request, CancellationToken cancellationToken)
    {
        Wire.ReleaseRequest message = new() { Request = Bytes(request) };
        return connection.CallAsync(
            async token =>
            {
                Wire.ReleaseResponse answer = await retrieval.ReleaseAsync(message, cancellationToken: token);
                return new ReleaseAnswer(
                    new EncodedReceipt(answer.Receipt.ToByteArray()),
                    answer.Permitted ? new SealedGrantFile(answer.Grant.ToByteArray()) : null);
            },
            cancellationToken);
    }

    private static ListedItem Read(Wire.ListedItem item) => new()
    {
        Position = item.Position,
        Statement = Envelope(item.Statement),
        Index = new LogIndex(item.LogIndex),
        Received = Timestamp.Parse(item.Received),
        Withdrawn = item.Withdrawn,
        PolicyChanges = [.. item.PolicyChanges.Select(Envelope)],
        CardSealedTo = [.. item.CardSealedTo.Select(Digest)],
        ContentSealedTo = [.. item.ContentSealedTo.Select(Digest)],
    };

    private static Sha256Digest Digest(ByteString bytes) => new(bytes.Span);

    private static DsseEnvelope Envelope(ByteString bytes) => DsseEnvelope.Parse(bytes.Span);

    private static ByteString Bytes(DsseEnvelope envelope) => UnsafeByteOperations.UnsafeWrap(envelope.Encode());
}

/// <summary>An item as the server lists it. None of it is verified.</summary>
internal sealed record ListedItem
{
    /// <summary>Grows with every item; a later listing can begin after it.</summary>
    public required long Position { get; init; }

    public required DsseEnvelope Statement { get; init; }

    /// <summary>Of its submission in the audit log.</summary>
    public required LogIndex Index { get; init; }

    /// <summary>The entry's time.</summary>
    public required DateTimeOffset Received { get; init; }

    public required bool Withdrawn { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<DsseEnvelope> PolicyChanges { get; init; }

    /// <summary>Memberships of the member to whose devices the card's key was sealed.</summary>
    public required IReadOnlyList<Sha256Digest> CardSealedTo { get; init; }

    /// <summary>The same for the contents' key.</summary>
    public required IReadOnlyList<Sha256Digest> ContentSealedTo { get; init; }
}

/// <summary>One item as the server has it. None of it is verified.</summary>
/// <param name="Receipt">The submission's tlog-proof, for those who may see its payload; otherwise null.</param>
internal sealed record FetchedItem(ListedItem Item, EncodedReceipt? Receipt);

/// <summary>The server's answer to a release request. None of it is verified.</summary>
/// <param name="Receipt">tlog-proof whose extra line holds salt and payload, with every failed condition.</param>
/// <param name="Grant">The sealed grant; null when denied.</param>
internal sealed record ReleaseAnswer(EncodedReceipt Receipt, SealedGrantFile? Grant);
