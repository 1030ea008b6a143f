using Exchange.Server.Audit;
using Exchange.Server.Directory;
using Exchange.Server.Governance;
using Exchange.Server.Grants;
using Exchange.Server.Items;
using Exchange.Server.Retrieval;
using Exchange.Server.Submission;
using Exchange.Server.Tiles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Server.Hosting;

/// <summary>Every service that the host offers.</summary>
internal static class ServiceMap
{
    /// <summary>What the services need besides the ledger, the part store, the folders and the clock.</summary>
    public static void Add(IServiceCollection services) => services
        .AddSingleton<DirectoryIntake>()
        .AddSingleton(provider => new UploadStore(
            provider.GetRequiredService<ServerFolders>().Uploads, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<UploadSlots>()
        .AddHostedService<UploadSweep>()
        .AddSingleton<PartUpload>()
        .AddSingleton<SubmissionIntake>()
        .AddSingleton<ItemShelf>()
        .AddSingleton<ItemLookup>()
        .AddSingleton<ItemListing>()
        .AddSingleton<ReleaseDoor>()
        .AddSingleton<PartDownload>()
        .AddSingleton<GrantListing>()
        .AddSingleton<GrantAddition>()
        .AddSingleton<ActIntake>()
        .AddSingleton<ItemStates>()
        .AddSingleton<AuditQuery>()
        .AddSingleton<ItemHeads>();

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<LogService>();
        endpoints.MapGrpcService<DirectoryService>();
        endpoints.MapGrpcService<SubmissionService>();
        endpoints.MapGrpcService<RetrievalService>();
        endpoints.MapGrpcService<GrantsService>();
        endpoints.MapGrpcService<GovernanceService>();
        endpoints.MapGrpcService<AuditService>();
        TileEndpoints.Map(endpoints);
    }
}
