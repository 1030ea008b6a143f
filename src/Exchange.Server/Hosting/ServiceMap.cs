using Exchange.Server.Directory;
using Exchange.Server.Log;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Server.Hosting;

/// <summary>Every service that the host offers.</summary>
internal static class ServiceMap
{
    /// <summary>What the services need, besides the ledger, the part store, the folders and the clock.</summary>
    public static void Add(IServiceCollection services) => services.AddSingleton<DirectoryIntake>();

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<LogService>();
        endpoints.MapGrpcService<DirectoryService>();
        TileEndpoints.Map(endpoints);
    }
}
