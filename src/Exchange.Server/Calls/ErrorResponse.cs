using System.Globalization;
using Exchange.Contract.Errors;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Exchange.Server.Calls;

/// <summary>An error as the caller gets it: status, fixed text and the error's name, by gRPC or plain HTTP as the call came.</summary>
internal static class ErrorResponse
{
    private const string GrpcContent = "application/grpc";

    public static bool IsGrpc(HttpContext context) =>
        context.Request.ContentType?.StartsWith(GrpcContent, StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>What a handler throws so that gRPC answers with the error.</summary>
    /// <param name="wait">How long to wait before a retry; null if waiting alone does not help.</param>
    public static RpcException ToRpc(ErrorCode code, TimeSpan? wait)
    {
        Metadata trailers = new() { { ErrorTexts.TrailerName, code.ToString() } };
        if (wait is { } time)
        {
            trailers.Add(ErrorTexts.WaitTrailerName, Milliseconds(time));
        }

        return new RpcException(new Status(ErrorTexts.StatusOf(code), ErrorTexts.TextOf(code)), trailers);
    }

    /// <summary>Answers a call that no handler has begun to answer.</summary>
    public static async Task WriteAsync(HttpContext context, ErrorCode code, TimeSpan? wait)
    {
        if (IsGrpc(context))
        {
            // A gRPC response without a message: the headers hold what would be trailers.
            context.Response.ContentType = GrpcContent;
            context.Response.Headers["grpc-status"] = ((int)ErrorTexts.StatusOf(code)).ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["grpc-message"] = ErrorTexts.TextOf(code);
            context.Response.Headers[ErrorTexts.TrailerName] = code.ToString();
            if (wait is { } milliseconds)
            {
                context.Response.Headers[ErrorTexts.WaitTrailerName] = Milliseconds(milliseconds);
            }

            return;
        }

        context.Response.StatusCode = HttpStatusOf(code);
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers[ErrorTexts.TrailerName] = code.ToString();
        if (wait is { } seconds)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(seconds.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        await context.Response.WriteAsync(ErrorTexts.TextOf(code) + "\n", context.RequestAborted);
    }

    private static string Milliseconds(TimeSpan time) => Math.Ceiling(time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private static int HttpStatusOf(ErrorCode code) => ErrorTexts.StatusOf(code) switch
    {
        StatusCode.InvalidArgument => StatusCodes.Status400BadRequest,
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
