using Exchange.Client.Home;
using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Wire = Exchange.Contract.Wire;

namespace Exchange.Client.Transport;

/// <summary>The server's Log service, and the files of both logs as other tools read them.</summary>
internal sealed class LogCalls(ExchangeConnection connection)
{
    private readonly Wire.Log.LogClient service = new(connection.Channel);

    /// <summary>A log's latest checkpoint, a signed note.</summary>
    public Task<ReadOnlyMemory<byte>> GetCheckpointAsync(LogName log, CancellationToken cancellationToken)
    {
        Wire.GetCheckpointRequest request = new() { Log = Name(log) };
        return connection.CallAsync<ReadOnlyMemory<byte>>(
            async token => (await service.GetCheckpointAsync(request, cancellationToken: token)).Note.ToByteArray(), cancellationToken);
    }

    public Task<IReadOnlyList<Sha256Digest>> GetConsistencyProofAsync(
        LogName log, long firstSize, long secondSize, CancellationToken cancellationToken)
    {
        Wire.GetConsistencyProofRequest request = new() { Log = Name(log), FirstSize = firstSize, SecondSize = secondSize };
        return connection.CallAsync(
            async token => Hashes(await service.GetConsistencyProofAsync(request, cancellationToken: token)), cancellationToken);
    }

    public Task<IReadOnlyList<Sha256Digest>> GetInclusionProofAsync(
        LogName log, LogIndex index, long size, CancellationToken cancellationToken)
    {
        Wire.GetInclusionProofRequest request = new() { Log = Name(log), Index = index.Value, Size = size };
        return connection.CallAsync(
            async token => Hashes(await service.GetInclusionProofAsync(request, cancellationToken: token)), cancellationToken);
    }

    /// <summary>A log's latest checkpoint as other tools read it, by HTTP GET.</summary>
    public Task<ReadOnlyMemory<byte>> GetCheckpointFileAsync(LogName log, CancellationToken cancellationToken) =>
        connection.GetFileAsync(CheckpointPath(log), cancellationToken);

    /// <summary>One tile or entry bundle, by HTTP GET.</summary>
    public Task<ReadOnlyMemory<byte>> GetTileAsync(LogName log, TileCoordinate tile, CancellationToken cancellationToken) =>
        connection.GetFileAsync($"/{LogNames.Word(log)}/{tile.Path}", cancellationToken);

    /// <summary>What time it is at the server, to the second; null where it does not say. Nobody vouches for it.</summary>
    public Task<DateTimeOffset?> GetTimeAsync(CancellationToken cancellationToken) =>
        connection.GetTimeAsync(CheckpointPath(LogName.Audit), cancellationToken);

    private static string CheckpointPath(LogName log) => $"/{LogNames.Word(log)}/checkpoint";

    private static IReadOnlyList<Sha256Digest> Hashes(Wire.ProofResponse proof) =>
        [.. proof.Hashes.Select(hash => new Sha256Digest(hash.Span))];

    private static Wire.LogName Name(LogName log) => log == LogName.Directory ? Wire.LogName.Directory : Wire.LogName.Audit;
}
