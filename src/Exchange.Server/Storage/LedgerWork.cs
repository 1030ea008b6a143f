using Exchange.Contract.Errors;

namespace Exchange.Server.Storage;

/// <summary>A story in the queue. Its caller learns the outcome, success or refusal, only after the commit.</summary>
internal abstract class LedgerWork
{
    public abstract bool Cancelled { get; }

    /// <summary>Runs the story and keeps its result.</summary>
    public abstract void Run(LedgerTransaction transaction);

    /// <summary>Keeps the exception that the story threw instead.</summary>
    public abstract void Refuse(Exception why);

    /// <summary>Tells the caller the outcome, now that the batch is durable.</summary>
    public abstract void Publish();

    /// <summary>Tells the caller that nothing of it is durable, or that nobody knows.</summary>
    public abstract void Abandon(RefusedException why);
}

internal sealed class LedgerWork<T>(Func<LedgerTransaction, T> story, CancellationToken cancellationToken) : LedgerWork
{
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    // Written and read by the writing task alone.
    private Action? outcome;

    public Task<T> Completion => completion.Task;

    public override bool Cancelled => cancellationToken.IsCancellationRequested;

    public override void Run(LedgerTransaction transaction)
    {
        T result = story(transaction);
        outcome = () => completion.TrySetResult(result);
    }

    public override void Refuse(Exception why) => outcome = () => completion.TrySetException(why);

    public override void Publish()
    {
        if (outcome is null)
        {
            completion.TrySetCanceled(cancellationToken);
        }

        outcome?.Invoke();
    }

    public override void Abandon(RefusedException why) => completion.TrySetException(why);
}
