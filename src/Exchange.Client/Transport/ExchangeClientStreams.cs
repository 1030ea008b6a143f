using System.Runtime.CompilerServices;
using Grpc.Core;

namespace Exchange.Client.Transport;

/// <summary>Streams that break and go on: each message is a call of its own to the pipeline, which starts the stream again after the last one that came.</summary>
public sealed partial class ExchangeClient
{
    /// <param name="start">Starts the stream after the given message, or from the beginning for null.</param>
    /// <param name="waits">Whether messages may be long in coming.</param>
    private async IAsyncEnumerable<TOut> StreamAsync<TWire, TOut>(
        Func<TOut?, CancellationToken, AsyncServerStreamingCall<TWire>> start,
        Func<TWire, TOut> read,
        bool waits,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TOut : class
    {
        AsyncServerStreamingCall<TWire>? call = null;
        TOut? last = null;
        try
        {
            while (true)
            {
                TOut? next = await RunAsync(waits ? pipelines.Wait : pipelines.Call, NextAsync, cancellationToken);
                if (next is null)
                {
                    yield break;
                }

                last = next;
                yield return next;
            }
        }
        finally
        {
            call?.Dispose();
        }

        async ValueTask<TOut?> NextAsync(CancellationToken limited)
        {
            // The call outlives this one message, so it has the caller's token; each message has its own limit.
            call ??= start(last, cancellationToken);
            try
            {
                return await MoveNextAsync(call, limited) ? read(call.ResponseStream.Current) : null;
            }
            catch
            {
                call.Dispose();
                call = null;
                throw;
            }
        }
    }

    /// <summary>
    /// The stream's next message. A call that could not even be sent sometimes shows as cancelled by nobody: what ended it stands
    /// in the call's status.
    /// </summary>
    private static async Task<bool> MoveNextAsync<T>(AsyncServerStreamingCall<T> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call.ResponseStream.MoveNext(cancellationToken);
        }
        catch (OperationCanceledException cancelled) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RpcException(StatusOf(call) is { StatusCode: not StatusCode.OK and not StatusCode.Cancelled } ended
                ? ended
                : new Status(StatusCode.Unavailable, "the call ended before its answer", cancelled));
        }
    }

    private static Status? StatusOf<T>(AsyncServerStreamingCall<T> call)
    {
        try
        {
            return call.GetStatus();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
