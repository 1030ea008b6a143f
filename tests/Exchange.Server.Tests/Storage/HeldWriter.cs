using Exchange.Server.Storage;

namespace Exchange.Server.Tests.Storage;

/// <summary>Keeps the sequencer busy with one story until it is let go, so that others have to wait.</summary>
internal sealed class HeldWriter : IDisposable
{
    private readonly ManualResetEventSlim begun = new();
    private readonly ManualResetEventSlim go = new();
    private readonly Task<bool> story;

    public HeldWriter(Ledger ledger)
    {
        story = ledger.WriteAsync(
            _ =>
            {
                begun.Set();
                return go.Wait(TimeSpan.FromSeconds(30));
            },
            TestContext.Current.CancellationToken);
        Assert.True(begun.Wait(TimeSpan.FromSeconds(30)));
    }

    public async Task LetGoAsync()
    {
        go.Set();
        Assert.True(await story);
    }

    public void Dispose()
    {
        go.Set();
        begun.Dispose();
        go.Dispose();
    }
}
