using Exchange.Contract.Errors;

namespace Exchange.Server.Calls;

/// <summary>
/// Bounds one upload: grpc-dotnet switches off Kestrel's body size, data rate and timeout limits for streaming handlers,
/// so a stalled peer would hold its stream, file and slot for ever. Cancels <see cref="Token"/> when nothing has arrived for
/// <paramref name="idle"/>, when <paramref name="total"/> has passed, or when the call ends.
/// </summary>
internal sealed class StreamGuard(TimeProvider time, TimeSpan idle, TimeSpan total, CancellationToken call) : IDisposable
{
    private readonly Parts parts = Parts.Make(time, idle, total, call);

    public CancellationToken Token => parts.Linked.Token;

    /// <summary>Something has arrived: the idle timer restarts.</summary>
    public void Moved() => parts.Idle.CancelAfter(idle);

    /// <summary>Whether the guard ended the call, not the peer.</summary>
    public bool Ended => !call.IsCancellationRequested && parts.Linked.IsCancellationRequested;

    public RefusedException Refusal() => new(ErrorCode.TooMuch, "a stream stalled or took too long");

    public void Dispose()
    {
        parts.Linked.Dispose();
        parts.Idle.Dispose();
        parts.Total.Dispose();
    }

    private sealed record Parts(CancellationTokenSource Idle, CancellationTokenSource Total, CancellationTokenSource Linked)
    {
        public static Parts Make(TimeProvider time, TimeSpan idle, TimeSpan total, CancellationToken call)
        {
            CancellationTokenSource standing = new(idle, time);
            CancellationTokenSource lasting = new(total, time);
            return new Parts(standing, lasting, CancellationTokenSource.CreateLinkedTokenSource(standing.Token, lasting.Token, call));
        }
    }
}
