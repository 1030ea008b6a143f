using Grpc.Core;

namespace Exchange.Server.Calls;

/// <summary>Aborts a stream when the client has not accepted a message in time.</summary>
internal sealed class LimitedWriter<T> : IServerStreamWriter<T>, IDisposable
{
    private readonly IServerStreamWriter<T> inner;
    private readonly TimeSpan idle;
    private readonly ITimer timer;

    public LimitedWriter(IServerStreamWriter<T> inner, TimeSpan idle, TimeProvider time, Action abort)
    {
        this.inner = inner;
        this.idle = idle;
        timer = time.CreateTimer(_ => abort(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public WriteOptions? WriteOptions
    {
        get => inner.WriteOptions;
        set => inner.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        // Between messages the timer is off: a stream may wait long for news.
        timer.Change(idle, Timeout.InfiniteTimeSpan);
        try
        {
            await inner.WriteAsync(message, cancellationToken);
        }
        finally
        {
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => timer.Dispose();
}
