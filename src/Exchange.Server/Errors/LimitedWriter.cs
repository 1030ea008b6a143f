using Exchange.Server.Hosting;
using Grpc.Core;

namespace Exchange.Server.Errors;

/// <summary>Breaks a stream off when one message has not been taken in time.</summary>
internal sealed class LimitedWriter<T> : IServerStreamWriter<T>, IDisposable
{
    private readonly IServerStreamWriter<T> inner;
    private readonly TimeSpan idle;
    private readonly ITimer timer;

    public LimitedWriter(IServerStreamWriter<T> inner, HostOptions options, Action breakOff)
    {
        this.inner = inner;
        idle = options.StreamIdle;
        timer = options.Time.CreateTimer(_ => breakOff(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public WriteOptions? WriteOptions
    {
        get => inner.WriteOptions;
        set => inner.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        // Between messages the timer rests: what waits for news may wait long.
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
