using System.Net;
using Exchange.Server;
using Exchange.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Hostile.World;

/// <summary>The real server on a real home, with its keys, database and TLS; between it and the wire stands whoever operates it.</summary>
internal sealed class CheatingServer : IAsyncDisposable
{
    private readonly ServerHome home;
    private readonly WebApplication app;

    private CheatingServer(ServerHome home, WebApplication app)
    {
        this.home = home;
        this.app = app;
    }

    /// <summary>Null: honest.</summary>
    public Cheat? Cheat { get; set; }

    /// <summary>The agreement, keys and folders, which are all the operator's.</summary>
    public ServerHome Home => home;

    public IPEndPoint Address { get; private set; } = new(IPAddress.Loopback, 0);

    /// <summary>A part of the server itself, which its operator can make do anything.</summary>
    public T Service<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<CheatingServer> StartAsync(string folder, IPEndPoint? address)
    {
        ServerHome home = ServerHome.Load(folder);
        CheatingServer server = new(home, ExchangeHost.Build(home, address ?? new IPEndPoint(IPAddress.Loopback, 0), new HostOptions()));
        server.app.Use(
            async (HttpContext call, RequestDelegate honest) => await (server.Cheat is { } cheat ? cheat(call, honest) : honest(call)));
        await server.app.StartAsync(TestContext.Current.CancellationToken);
        string bound = server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server.Address = new IPEndPoint(IPAddress.Loopback, new Uri(bound).Port);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        home.Dispose();
    }
}
