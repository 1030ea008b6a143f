using Exchange.Contract.Ids;
using Exchange.Formats.Parts;
using Exchange.Formats.Primitives;
using Google.Protobuf;
using Grpc.Core;
using Polly.Timeout;
using Wire = Exchange.Contract.Wire;

namespace Exchange.Client.Transport;

/// <summary>The server's Submission and Retrieval services, as far as they are about sealed parts.</summary>
internal sealed class PartCalls(ExchangeConnection connection)
{
    /// <summary>The wire's limit for one message of data, and small enough to stay out of the large object heap.</summary>
    private const int Piece = 64 * 1024;

    private const int MaxAsked = 3;

    private readonly Wire.Submission.SubmissionClient submission = new(connection.Channel);
    private readonly Wire.Retrieval.RetrievalClient retrieval = new(connection.Channel);

    /// <summary>How much of a part the server holds.</summary>
    public Task<PartStatus> GetStatusAsync(ItemId item, int part, PartDigest root, CancellationToken cancellationToken)
    {
        Wire.GetPartStatusRequest request = new()
        {
            Item = item.ToString(),
            Part = checked((uint)part),
            Root = UnsafeByteOperations.UnsafeWrap(root.ToArray()),
        };
        return connection.CallAsync(
            async token =>
            {
                Wire.GetPartStatusResponse answer = await submission.GetPartStatusAsync(request, cancellationToken: token);
                return new PartStatus(answer.BytesHeld, answer.Complete);
            },
            cancellationToken);
    }

    /// <summary>Sends a sealed part, from where the server's copy of it ends; resumes by itself after a broken connection.</summary>
    /// <param name="progress">Gets the bytes of the part that have been sent so far.</param>
    /// <returns>What the server holds then.</returns>
    /// <exception cref="Errors.ClientException">See <see cref="ExchangeConnection"/>.</exception>
    public Task<PartStatus> UploadAsync(ItemId item, PartSource source, IProgress<long>? progress, CancellationToken cancellationToken) =>
        connection.CallForLongAsync(
            async token =>
            {
                for (int attempt = 1; ; attempt++)
                {
                    // Asked at every try, since a broken try has brought it further; or back, where the server found that a crash
                    // had left less than the file's length says.
                    PartStatus held = await GetStatusAsync(item, source.Part, source.Tree.Root, token);
                    Log.Sending(connection.Logger, item, source.Part, source.Tree.Length, held.BytesHeld);
                    try
                    {
                        return held.Complete ? held : await SendAsync(new Sending(item, source, held.BytesHeld, progress), token);
                    }
                    catch (RpcException less) when (attempt < MaxAsked && CallFailures.IsIncomplete(less))
                    {
                    }
                }
            },
            cancellationToken);

    /// <summary>Begins to fetch a sealed part.</summary>
    /// <param name="offset">A multiple of 1 MiB.</param>
    /// <param name="length">0: to the end.</param>
    /// <exception cref="Errors.ClientException">See <see cref="ExchangeConnection"/>.</exception>
    public async Task<PartDownload> DownloadAsync(ItemId item, int part, long offset, long length, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(offset % PartTreeHasher.LeafSize, 0);
        PartDownload.Position position = new(item, part, offset, length);
        IAsyncEnumerator<Wire.DownloadPartResponse> messages = connection
            .StreamAsync<Wire.DownloadPartResponse, Wire.DownloadPartResponse>(
                (_, token) => retrieval.DownloadPart(position.Request(), cancellationToken: token),
                position.Take,
                waits: false,
                cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        try
        {
            TransportOptions options = connection.Options;
            return await PartDownload.BeginAsync(messages, new DownloadPace(options.Time, options.TotalTimeout, connection.Address));
        }
        catch (MalformedException malformed)
        {
            await messages.DisposeAsync();
            throw connection.Explain(malformed);
        }
        catch
        {
            await messages.DisposeAsync();
            throw;
        }
    }

    // The whole has no time limit, since parts are large and lines slow; but something must move.
    private async Task<PartStatus> SendAsync(Sending sending, CancellationToken cancellationToken)
    {
        TimeSpan patience = connection.Options.TotalTimeout;
        using CancellationTokenSource idle = new(patience, connection.Options.Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, idle.Token);
        try
        {
            return await StreamPartAsync(sending, () => idle.CancelAfter(patience), either.Token);
        }
        catch (OperationCanceledException) when (idle.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutRejectedException("the server accepted nothing of an upload for too long", patience);
        }
    }

    private async Task<PartStatus> StreamPartAsync(Sending sending, Action moved, CancellationToken cancellationToken)
    {
        using AsyncClientStreamingCall<Wire.UploadPartRequest, Wire.UploadPartResponse> call =
            submission.UploadPart(cancellationToken: cancellationToken);
        bool whole = await TryWriteAsync(call.RequestStream, Header(sending), cancellationToken)
            && await TrySendDataAsync(call.RequestStream, sending, moved, cancellationToken);
        if (whole)
        {
            await call.RequestStream.CompleteAsync();
        }

        // Where the server has answered before all was sent, its answer says why.
        Wire.UploadPartResponse answer = await call.ResponseAsync;
        return new PartStatus(answer.BytesHeld, answer.Complete);
    }

    private static async Task<bool> TrySendDataAsync(
        IClientStreamWriter<Wire.UploadPartRequest> requests, Sending sending, Action moved, CancellationToken cancellationToken)
    {
        Stream bytes = await sending.Source.OpenAt(sending.Offset, cancellationToken);
        await using (bytes)
        {
            byte[] buffer = new byte[Piece];
            long sent = sending.Offset;
            while (await bytes.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) is > 0 and int read)
            {
                // The message is on its way when the writing returns, so the buffer is free for the next one.
                Wire.UploadPartRequest message = new() { Data = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, read)) };
                if (!await TryWriteAsync(requests, message, cancellationToken))
                {
                    return false;
                }

                moved();
                sent += read;
                sending.Progress?.Report(sent);
            }
        }

        return true;
    }

    /// <summary>False where the call has ended already.</summary>
    private static async Task<bool> TryWriteAsync(
        IClientStreamWriter<Wire.UploadPartRequest> requests, Wire.UploadPartRequest message, CancellationToken cancellationToken)
    {
        try
        {
            await requests.WriteAsync(message, cancellationToken);
            return true;
        }
        catch (Exception ended) when (ended is InvalidOperationException or RpcException)
        {
            return false;
        }
    }

    private static Wire.UploadPartRequest Header(Sending sending) => new()
    {
        Header = new Wire.UploadHeader
        {
            Item = sending.Item.ToString(),
            Part = checked((uint)sending.Source.Part),
            Length = sending.Source.Tree.Length,
            Root = UnsafeByteOperations.UnsafeWrap(sending.Source.Tree.Root.ToArray()),
            Leaves = UnsafeByteOperations.UnsafeWrap(sending.Source.Tree.Leaves.SelectMany(leaf => leaf.ToArray()).ToArray()),
            Offset = sending.Offset,
        },
    };

    /// <param name="Offset">Where the server's copy ends.</param>
    private sealed record Sending(ItemId Item, PartSource Source, long Offset, IProgress<long>? Progress);
}

/// <summary>How much of a part the server holds: a whole number of leaves, or the whole part.</summary>
internal sealed record PartStatus(long BytesHeld, bool Complete);

/// <summary>A sealed part to send: its number, its tree, and how to open its bytes.</summary>
/// <param name="OpenAt">
/// Opens the sealed file at an offset (a multiple of 1 MiB); the stream is disposed of after use. Called again after a broken connection.
/// </param>
internal sealed record PartSource(int Part, PartTree Tree, Func<long, CancellationToken, ValueTask<Stream>> OpenAt);
