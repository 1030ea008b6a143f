using Exchange.Contract.Events;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Google.Protobuf;
using Grpc.Core;
using Wire = Exchange.Contract.Wire;

namespace Exchange.Client.Transport;

/// <summary>The server's Directory service.</summary>
internal sealed class DirectoryCalls(ExchangeConnection connection)
{
    /// <summary>What one replay may bring, in bytes: some twenty thousand statements.</summary>
    private const long MaxReplay = 256 * 1024 * 1024;

    private readonly Wire.Directory.DirectoryClient service = new(connection.Channel);

    /// <summary>Appends a membership or a revocation. The same bytes again get the same receipt.</summary>
    /// <returns>The receipt, a tlog-proof of the directory log.</returns>
    public Task<EncodedReceipt> AppendAsync(DsseEnvelope statement, CancellationToken cancellationToken)
    {
        Wire.AppendRequest message = new() { Statement = UnsafeByteOperations.UnsafeWrap(statement.Encode()) };
        return connection.CallAsync(
            async token => new EncodedReceipt((await service.AppendAsync(message, cancellationToken: token)).Receipt.ToByteArray()),
            cancellationToken);
    }

    /// <summary>The directory's envelopes from an index on, with the checkpoint that they lead to.</summary>
    public Task<DirectoryPage> ReplayAsync(long from, CancellationToken cancellationToken) => connection.CallAsync(
        async token =>
        {
            List<DsseEnvelope> envelopes = [];
            long bytes = 0;
            using AsyncServerStreamingCall<Wire.ReplayResponse> call =
                service.Replay(new Wire.ReplayRequest { From = from }, cancellationToken: token);
            while (await ExchangeConnection.MoveNextAsync(call, token))
            {
                Wire.ReplayResponse message = call.ResponseStream.Current;
                if (message.ContentCase == Wire.ReplayResponse.ContentOneofCase.Checkpoint)
                {
                    return new DirectoryPage(envelopes, message.Checkpoint.ToByteArray());
                }

                bytes += message.Envelope.Length;
                if (bytes > MaxReplay)
                {
                    throw new MalformedException($"the directory has more than {MaxReplay} bytes");
                }

                envelopes.Add(DsseEnvelope.Parse(message.Envelope.Span));
            }

            throw new MalformedException("the directory ended without a checkpoint");
        },
        cancellationToken);
}

/// <summary>
/// Envelopes of the directory from some index on, in log order, and the checkpoint that they lead to. None of it is verified.
/// </summary>
internal sealed record DirectoryPage(IReadOnlyList<DsseEnvelope> Envelopes, ReadOnlyMemory<byte> Checkpoint);
