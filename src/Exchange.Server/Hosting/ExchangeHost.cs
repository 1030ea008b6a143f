using System.Net;
using Exchange.Contract.Errors;
using Exchange.Formats.Safety;
using Exchange.Server.Calls;
using Exchange.Server.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Server.Hosting;

/// <summary>The server as one host: Kestrel with mutual TLS, gRPC, and the logs' tiles by HTTP GET on the same port.</summary>
public static class ExchangeHost
{
    /// <summary>
    /// Loads the record, checks all of it, and builds the host; the caller starts it and disposes of it, then of the home.
    /// </summary>
    /// <exception cref="ServerHomeException">The record cannot be opened at all. A damaged record is served, without writes.</exception>
    public static WebApplication Build(ServerHome home, IPEndPoint listen, HostOptions options)
    {
        // No configuration files and no environment: this code alone says what the host does.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "exchange" });
        AddLogging(builder.Logging, options);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            KestrelSetup.Configure(kestrel, listen, home.OperatorKey.IssueCertificate(options.Time)));
        AddServices(builder.Services, home, options);

        WebApplication app = builder.Build();
        try
        {
            SetAsideLeftovers(app.Services, home.Folders, options.Time.GetUtcNow());
        }
        catch (Exception problem) when (problem is SqliteException or RefusedException or IOException)
        {
            throw new ServerHomeException(
                "the server cannot start",
                $"its database cannot be opened: {problem.Message}",
                "stop any other server that has it open, or restore the folder from a backup",
                problem);
        }

        app.UseMiddleware<CallLog>();
        app.UseMiddleware<UnreadMessages>();
        app.UseMiddleware<RequireMember>();
        ServiceMap.Map(app);
        return app;
    }

    // Not over a damaged database: it may have lost the rows of items whose parts are there.
    private static void SetAsideLeftovers(IServiceProvider services, ServerFolders folders, DateTimeOffset now)
    {
        Ledger ledger = services.GetRequiredService<Ledger>();
        if (ledger.IsDamaged)
        {
            return;
        }

        int count = services.GetRequiredService<PartStore>().SetAsideLeftovers(
            item => ledger.Read(reader => reader.Items.Find(item) is not null || reader.Events.Chain(item) is not null),
            folders.Leftovers,
            now);
        if (count > 0)
        {
            Storage.Log.LeftoversSetAside(StorageLogger(services), count);
        }
    }

    private static void AddLogging(ILoggingBuilder logging, HostOptions options)
    {
        logging.SetMinimumLevel(options.LogLevel);
        if (options.LogLevel != LogLevel.Trace)
        {
            logging.AddFilter("Microsoft", LogLevel.Warning);

            // A peer that floods its own connection is cut off; Kestrel logs that as critical, as often as the peer likes.
            logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel.Http2", LogLevel.None);

            // gRPC logs every failed call with its exception; ErrorInterceptor has logged it already, with id and code only.
            logging.AddFilter("Grpc", LogLevel.None);
        }

        if (options.Logging is { } provider)
        {
            logging.AddProvider(provider);
        }
    }

    private static void AddServices(IServiceCollection services, ServerHome home, HostOptions options)
    {
        System.IO.Directory.CreateDirectory(home.Folders.Parts);
        System.IO.Directory.CreateDirectory(home.Folders.Uploads);
        FolderSync.Flush(home.Folders.Root);
        services.AddRoutingCore();
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = KestrelSetup.MaxMessage;
            grpc.MaxSendMessageSize = KestrelSetup.MaxMessage;
            grpc.EnableDetailedErrors = false;
            grpc.IgnoreUnknownServices = false;
            grpc.Interceptors.Add<ErrorInterceptor>();
            grpc.Interceptors.Add<StreamLimits>();
        });
        services.AddSingleton(options.Limits);
        services.AddSingleton(options.Time);
        services.AddSingleton(home.Folders);
        services.AddSingleton(home.LogKeys);
        services.AddSingleton(new PartStore(home.Folders.Parts));
        services.AddSingleton<CallSlots>();
        services.AddSingleton<CallRate>();
        services.AddSingleton<Authenticator>();
        services.AddSingleton(provider => Ledger.Load(
            home.Folders.Database, home.Agreement, home.LogKeys, options.Time, new LedgerOptions(), StorageLogger(provider)));
        ServiceMap.Add(services);
    }

    private static ILogger StorageLogger(IServiceProvider services) =>
        services.GetRequiredService<ILoggerFactory>().CreateLogger("Exchange.Server.Storage");
}
