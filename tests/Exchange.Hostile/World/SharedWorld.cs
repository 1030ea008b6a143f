namespace Exchange.Hostile.World;

/// <summary>One world for a class of tests whose cheats leave no mark: each puts the server right again.</summary>
public sealed class SharedWorld : IAsyncLifetime
{
    private HostileWorld? world;

    internal HostileWorld World => world ?? throw new InvalidOperationException("not begun");

    public async ValueTask InitializeAsync() => world = await HostileWorld.StartAsync();

    public async ValueTask DisposeAsync() => await World.DisposeAsync();
}
