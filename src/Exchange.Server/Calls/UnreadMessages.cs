using System.Globalization;
using Exchange.Contract.Errors;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Exchange.Server.Calls;

/// <summary>
/// Answers INVALID_ARGUMENT where a message is not protobuf. gRPC reads the message before any interceptor runs and calls the failure
/// UNKNOWN; since <see cref="ErrorInterceptor"/> never answers UNKNOWN, that status means such a message.
/// </summary>
internal sealed class UnreadMessages(RequestDelegate next)
{
    private static readonly string Unknown = ((int)StatusCode.Unknown).ToString(CultureInfo.InvariantCulture);

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (!ErrorResponse.IsGrpc(context))
        {
            return;
        }

        IHeaderDictionary? trailers = context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers;
        if (trailers is { IsReadOnly: false } && trailers["grpc-status"] == Unknown)
        {
            Rewrite(trailers);
        }
        else if (!context.Response.HasStarted && context.Response.Headers["grpc-status"] == Unknown)
        {
            Rewrite(context.Response.Headers);
        }
    }

    private static void Rewrite(IHeaderDictionary headers)
    {
        headers["grpc-status"] = ((int)ErrorTexts.StatusOf(ErrorCode.Malformed)).ToString(CultureInfo.InvariantCulture);
        headers["grpc-message"] = ErrorTexts.TextOf(ErrorCode.Malformed);
        headers[ErrorTexts.TrailerName] = nameof(ErrorCode.Malformed);
    }
}
