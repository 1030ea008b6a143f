using Exchange.Contract.Errors;
using Exchange.Formats.Tlog;
using Exchange.Server.Calls;
using Exchange.Server.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Server.Tiles;

/// <summary>
/// The logs as C2SP tlog-tiles defines them, so that other tools can read them: <c>/directory/…</c> and <c>/audit/…</c>.
/// </summary>
internal static class TileEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, "/directory", LogName.Directory);
        Map(endpoints, "/audit", LogName.Audit);
    }

    private static void Map(IEndpointRouteBuilder endpoints, string prefix, LogName log)
    {
        endpoints.MapGet(prefix + "/checkpoint", context =>
            AnswerAsync(context, "text/plain; charset=utf-8", changes: true, ledger => ledger.Checkpoint(log)));
        endpoints.MapGet(prefix + "/tile/{**rest}", context =>
            AnswerAsync(context, "application/octet-stream", changes: false, ledger => TileAt(context, log, ledger)));
    }

    private static byte[]? TileAt(HttpContext context, LogName log, Ledger ledger) =>
        TileCoordinate.TryParsePath("tile/" + context.Request.RouteValues["rest"], out TileCoordinate tile)
            ? ledger.Tile(log, tile)
            : null;

    private static async Task AnswerAsync(HttpContext context, string contentType, bool changes, Func<Ledger, byte[]?> find)
    {
        byte[]? found;
        try
        {
            found = find(context.RequestServices.GetRequiredService<Ledger>());
        }
        catch (RefusedException refused)
        {
            await ErrorResponse.WriteAsync(context, refused.Code, refused.Wait);
            return;
        }

        if (found is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = contentType;
        context.Response.ContentLength = found.Length;
        context.Response.Headers.CacheControl = changes ? "no-store" : "private, immutable, max-age=31536000";
        await context.Response.Body.WriteAsync(found, context.RequestAborted);
    }
}
