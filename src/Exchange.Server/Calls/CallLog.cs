using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Exchange.Server.Calls;

/// <summary>
/// Logs one line for each call that has ended: its name, its caller's id, its status, its duration. Paths hold names and numbers only.
/// </summary>
internal sealed class CallLog(RequestDelegate next, ILogger<CallLog> logger, TimeProvider time)
{
    private const int MaxPath = 120;

    public async Task InvokeAsync(HttpContext context)
    {
        long began = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            if (logger.IsEnabled(LogLevel.Debug))
            {
                string path = context.Request.Path.Value ?? "";
                string member = context.Features.Get<Caller>()?.Member.Id.ToString() ?? "nobody";
                long milliseconds = (long)time.GetElapsedTime(began).TotalMilliseconds;
                Exchange.Server.Calls.Log.Called(
                    logger, path.Length > MaxPath ? path[..MaxPath] : path, member, StatusOf(context), milliseconds);
            }
        }
    }

    private static string StatusOf(HttpContext context)
    {
        IHeaderDictionary? trailers = context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers;
        string? grpc = trailers?["grpc-status"].FirstOrDefault() ?? context.Response.Headers["grpc-status"].FirstOrDefault();
        return ErrorResponse.IsGrpc(context) ? $"status {grpc ?? "unknown"}" : $"HTTP {context.Response.StatusCode}";
    }
}
