using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Google.Protobuf;
using Grpc.Core;
using Polly.Timeout;
using Wire = Exchange.Contract.Wire;

namespace Exchange.Client.Transport;

/// <summary>Sealed parts, up and down, and the submission that makes an item of them.</summary>
public sealed partial class ExchangeClient
{
    /// <summary>The wire's bound for one message of data, and small enough to stay out of the large object heap.</summary>
    private const int Piece = 64 * 1024;

    private const int MaxAsked = 3;

    private Wire.Submission.SubmissionClient Submission => new(channel);

    /// <summary>How much of a part the server holds.</summary>
    public Task<PartStatus> GetPartStatusAsync(ItemId item, int part, PartDigest root, CancellationToken cancellationToken)
    {
        Wire.GetPartStatusRequest request = new() { Item = item.ToString(), Part = checked((uint)part), Root = UnsafeByteOperations.UnsafeWrap(root.ToArray()) };
        return CallAsync(
            async token =>
            {
                Wire.GetPartStatusResponse answer = await Submission.GetPartStatusAsync(request, cancellationToken: token);
                return new PartStatus(answer.BytesHeld, answer.Complete);
            },
            cancellationToken);
    }

    /// <summary>Sends a sealed part, from where the server's copy of it ends; goes on by itself after a broken connection.</summary>
    /// <param name="progress">Gets the bytes of the part that have been sent so far.</param>
    /// <returns>What the server holds then.</returns>
    /// <exception cref="Errors.ClientException">See <see cref="ExchangeClient"/>.</exception>
    public Task<PartStatus> UploadPartAsync(ItemId item, int part, PartSource source, IProgress<long>? progress, CancellationToken cancellationToken) => RunAsync(
        pipelines.Wait,
        async token =>
        {
            for (int attempt = 1; ; attempt++)
            {
                // Asked anew at every try, as a broken try has brought it further; or back, where the server found that a crash
                // had left less than the file's length says.
                PartStatus held = await GetPartStatusAsync(item, part, source.Tree.Root, token);
                Log.Sending(logger, item, part, source.Tree.Length, held.BytesHeld);
                try
                {
                    return held.Complete ? held : await SendAsync(item, part, source, held.BytesHeld, progress, token);
                }
                catch (RpcException less) when (attempt < MaxAsked && ExchangeClientFailures.IsIncomplete(less))
                {
                }
            }
        },
        cancellationToken);

    /// <summary>Hands in an item whose parts have all been sent. The same bytes again get the same receipt.</summary>
    /// <param name="grants">Sealed grants, in the order of the grant statement's subjects.</param>
    /// <returns>The receipt, a tlog-proof.</returns>
    public Task<ReadOnlyMemory<byte>> SubmitAsync(
        DsseEnvelope statement, DsseEnvelope grantStatement, IReadOnlyList<ReadOnlyMemory<byte>> grants, CancellationToken cancellationToken)
    {
        Wire.SubmitRequest message = new()
        {
            Statement = Bytes(statement),
            GrantStatement = Bytes(grantStatement),
            Grants = { grants.Select(grant => ByteString.CopyFrom(grant.Span)) },
        };
        return CallAsync<ReadOnlyMemory<byte>>(async token => (await Submission.SubmitAsync(message, cancellationToken: token)).Receipt.ToByteArray(), cancellationToken);
    }

    /// <summary>Begins to fetch a sealed part.</summary>
    /// <param name="offset">A multiple of 1 MiB.</param>
    /// <param name="length">0: to the end.</param>
    /// <exception cref="Errors.ClientException">See <see cref="ExchangeClient"/>.</exception>
    public async Task<ExchangeClientDownload> DownloadPartAsync(ItemId item, int part, long offset, long length, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(offset % PartTreeHasher.LeafSize, 0);
        ExchangeClientDownload.Position position = new(item, part, offset, length);
        IAsyncEnumerator<Wire.DownloadPartResponse> messages = StreamAsync<Wire.DownloadPartResponse, Wire.DownloadPartResponse>(
            (_, token) => Retrieval.DownloadPart(position.Request(), cancellationToken: token), position.Take, waits: false, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            return await ExchangeClientDownload.BeginAsync(messages, new ExchangeClientPace(time, patience, address));
        }
        catch (MalformedException malformed)
        {
            await messages.DisposeAsync();
            throw ExchangeClientFailures.Explain(malformed, address, certificate);
        }
        catch
        {
            await messages.DisposeAsync();
            throw;
        }
    }

    // The whole has no time limit, since parts are large and lines slow; but something must move.
    private async Task<PartStatus> SendAsync(ItemId item, int part, PartSource source, long offset, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        using CancellationTokenSource idle = new(patience, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, idle.Token);
        try
        {
            return await SendAsync(item, part, source, offset, progress, () => idle.CancelAfter(patience), either.Token);
        }
        catch (OperationCanceledException) when (idle.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutRejectedException("the server took nothing of an upload for too long", patience);
        }
    }

    private async Task<PartStatus> SendAsync(
        ItemId item, int part, PartSource source, long offset, IProgress<long>? progress, Action moved, CancellationToken cancellationToken)
    {
        using AsyncClientStreamingCall<Wire.UploadPartRequest, Wire.UploadPartResponse> call = Submission.UploadPart(cancellationToken: cancellationToken);
        bool whole = await TryWriteAsync(call.RequestStream, Header(item, part, source.Tree, offset), cancellationToken)
            && await TrySendDataAsync(call.RequestStream, source, offset, progress, moved, cancellationToken);
        if (whole)
        {
            await call.RequestStream.CompleteAsync();
        }

        // Where the server has answered before all was sent, its answer says why.
        Wire.UploadPartResponse answer = await call.ResponseAsync;
        return new PartStatus(answer.BytesHeld, answer.Complete);
    }

    private static async Task<bool> TrySendDataAsync(
        IClientStreamWriter<Wire.UploadPartRequest> requests, PartSource source, long offset, IProgress<long>? progress, Action moved, CancellationToken cancellationToken)
    {
        Stream bytes = await source.OpenAt(offset, cancellationToken);
        await using (bytes)
        {
            byte[] buffer = new byte[Piece];
            long sent = offset;
            while (await bytes.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) is > 0 and int read)
            {
                // The message is on its way when the writing returns, so the buffer is free for the next one.
                if (!await TryWriteAsync(requests, new Wire.UploadPartRequest { Data = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, read)) }, cancellationToken))
                {
                    return false;
                }

                moved();
                sent += read;
                progress?.Report(sent);
            }
        }

        return true;
    }

    /// <summary>False where the call has ended already.</summary>
    private static async Task<bool> TryWriteAsync(IClientStreamWriter<Wire.UploadPartRequest> requests, Wire.UploadPartRequest message, CancellationToken cancellationToken)
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

    private static Wire.UploadPartRequest Header(ItemId item, int part, PartTree tree, long offset) => new()
    {
        Header = new Wire.UploadHeader
        {
            Item = item.ToString(),
            Part = checked((uint)part),
            Length = tree.Length,
            Root = UnsafeByteOperations.UnsafeWrap(tree.Root.ToArray()),
            Leaves = UnsafeByteOperations.UnsafeWrap(tree.Leaves.SelectMany(leaf => leaf.ToArray()).ToArray()),
            Offset = offset,
        },
    };
}
