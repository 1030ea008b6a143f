using Exchange.Client.Errors;
using Exchange.Client.Log;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Google.Protobuf;
using Wire = Exchange.Contract.Wire;

namespace Exchange.Client.Transport;

/// <summary>The two logs, the directory, and what stands behind audit entries.</summary>
public sealed partial class ExchangeClient
{
    /// <summary>What a replay may bring in one go: some twenty thousand statements.</summary>
    private const long MaxDirectory = 256 * 1024 * 1024;

    private Wire.Log.LogClient Logs => new(channel);

    private Wire.Directory.DirectoryClient Directory => new(channel);

    private Wire.Audit.AuditClient Audit => new(channel);

    /// <summary>A log's latest checkpoint, a signed note.</summary>
    public Task<ReadOnlyMemory<byte>> GetCheckpointAsync(LogName log, CancellationToken cancellationToken) => CallAsync<ReadOnlyMemory<byte>>(
        async token => (await Logs.GetCheckpointAsync(new Wire.GetCheckpointRequest { Log = Name(log) }, cancellationToken: token)).Note.ToByteArray(), cancellationToken);

    public Task<IReadOnlyList<Sha256Digest>> GetConsistencyProofAsync(LogName log, long firstSize, long secondSize, CancellationToken cancellationToken) => CallAsync(
        async token => Hashes(await Logs.GetConsistencyProofAsync(
            new Wire.GetConsistencyProofRequest { Log = Name(log), FirstSize = firstSize, SecondSize = secondSize }, cancellationToken: token)),
        cancellationToken);

    public Task<IReadOnlyList<Sha256Digest>> GetInclusionProofAsync(LogName log, LogIndex index, long size, CancellationToken cancellationToken) => CallAsync(
        async token => Hashes(await Logs.GetInclusionProofAsync(
            new Wire.GetInclusionProofRequest { Log = Name(log), Index = index.Value, Size = size }, cancellationToken: token)),
        cancellationToken);

    /// <summary>A log's latest checkpoint as other tools read it, by HTTP GET.</summary>
    public Task<ReadOnlyMemory<byte>> GetCheckpointFileAsync(LogName log, CancellationToken cancellationToken) => GetFileAsync($"/{Folder(log)}/checkpoint", cancellationToken);

    /// <summary>One tile or entry bundle, by HTTP GET.</summary>
    public Task<ReadOnlyMemory<byte>> GetTileAsync(LogName log, TileCoordinate tile, CancellationToken cancellationToken) =>
        GetFileAsync($"/{Folder(log)}/{tile.Path}", cancellationToken);

    /// <summary>A log's tiles, for an auditor.</summary>
    public TileFetch TilesOf(LogName log) => async (tile, token) => await GetTileAsync(log, tile, token);

    /// <summary>Appends a membership or a revocation. The same bytes again get the same receipt.</summary>
    /// <returns>The receipt, a tlog-proof of the directory log.</returns>
    public Task<ReadOnlyMemory<byte>> AppendDirectoryAsync(DsseEnvelope statement, CancellationToken cancellationToken)
    {
        Wire.AppendRequest message = new() { Statement = Bytes(statement) };
        return CallAsync<ReadOnlyMemory<byte>>(async token => (await Directory.AppendAsync(message, cancellationToken: token)).Receipt.ToByteArray(), cancellationToken);
    }

    /// <summary>The directory's envelopes from an index on, with the checkpoint that they lead to.</summary>
    public Task<DirectoryPage> ReplayDirectoryAsync(long from, CancellationToken cancellationToken) => CallAsync(
        async token =>
        {
            List<DsseEnvelope> envelopes = [];
            long bytes = 0;
            using Grpc.Core.AsyncServerStreamingCall<Wire.ReplayResponse> call = Directory.Replay(new Wire.ReplayRequest { From = from }, cancellationToken: token);
            while (await MoveNextAsync(call, token))
            {
                Wire.ReplayResponse message = call.ResponseStream.Current;
                if (message.ContentCase == Wire.ReplayResponse.ContentOneofCase.Checkpoint)
                {
                    return new DirectoryPage(envelopes, message.Checkpoint.ToByteArray());
                }

                bytes += message.Envelope.Length;
                if (bytes > MaxDirectory)
                {
                    throw new MalformedException($"the directory has more than {MaxDirectory} bytes");
                }

                envelopes.Add(Envelope(message.Envelope));
            }

            throw new MalformedException("the directory ended without a checkpoint");
        },
        cancellationToken);

    /// <summary>The events that the member may see, in log order.</summary>
    /// <param name="until">First index not wanted; 0: to the end.</param>
    public IAsyncEnumerable<EventListing> QueryEventsAsync(long from, long until, ItemId? item, CancellationToken cancellationToken) => StreamAsync<Wire.EventRecord, EventListing>(
        (last, token) => Audit.Query(new Wire.QueryRequest { From = last is null ? from : checked(last.Index.Value + 1), Until = until, Item = item?.ToString() ?? "" }, cancellationToken: token),
        Read,
        waits: false,
        cancellationToken);

    /// <summary>A statement that some event names.</summary>
    /// <exception cref="VerificationException">It is another than the one asked for.</exception>
    public async Task<DsseEnvelope> GetStatementAsync(Sha256Digest digest, CancellationToken cancellationToken)
    {
        Wire.GetStatementRequest request = new() { Digest = UnsafeByteOperations.UnsafeWrap(digest.ToArray()) };
        DsseEnvelope statement = await CallAsync(async token => Envelope((await Audit.GetStatementAsync(request, cancellationToken: token)).Statement), cancellationToken);
        return statement.PayloadDigest == digest ? statement : throw new VerificationException(VerificationFault.StatementSwapped, $"asked for {digest}");
    }

    /// <summary>The signed head of an item's chain, a signed note (<see cref="ItemHead"/>).</summary>
    public Task<ReadOnlyMemory<byte>> GetItemHeadAsync(ItemId item, CancellationToken cancellationToken) => CallAsync<ReadOnlyMemory<byte>>(
        async token => (await Audit.GetItemHeadAsync(new Wire.GetItemHeadRequest { Item = item.ToString() }, cancellationToken: token)).Note.ToByteArray(), cancellationToken);

    /// <summary>What time it is at the server, to the second; null where it does not say. Nobody vouches for it.</summary>
    public Task<DateTimeOffset?> GetTimeAsync(CancellationToken cancellationToken) => CallAsync(
        async token =>
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri($"/{Folder(LogName.Audit)}/checkpoint", UriKind.Relative), token);
            return answer.Headers.Date;
        },
        cancellationToken);

    private Task<ReadOnlyMemory<byte>> GetFileAsync(string path, CancellationToken cancellationToken) =>
        CallAsync<ReadOnlyMemory<byte>>(async token => await http.GetByteArrayAsync(new Uri(path, UriKind.Relative), token), cancellationToken);

    private static EventListing Read(Wire.EventRecord record) => record.Salt.Length == EventCommitment.SaltSize
        ? new EventListing(new LogIndex(record.Index), new EventCommitment(record.Salt.ToByteArray(), record.Payload.ToByteArray()))
        : throw new MalformedException("an event's salt has not 32 bytes");

    private static IReadOnlyList<Sha256Digest> Hashes(Wire.ProofResponse proof) => [.. proof.Hashes.Select(hash => new Sha256Digest(hash.Span))];

    private static Wire.LogName Name(LogName log) => log == LogName.Directory ? Wire.LogName.Directory : Wire.LogName.Audit;

    private static string Folder(LogName log) => log == LogName.Directory ? "directory" : "audit";
}
