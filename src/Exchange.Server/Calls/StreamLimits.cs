using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;

namespace Exchange.Server.Calls;

/// <summary>
/// Bounds every stream to a client: grpc-dotnet switches off Kestrel's data rates and timeouts for streaming handlers, so a peer
/// that reads nothing would hold its stream and its slot for ever. Such a call is aborted without an answer: nobody reads it.
/// </summary>
internal sealed class StreamLimits(CallLimits limits, TimeProvider time) : Interceptor
{
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        HttpContext http = context.GetHttpContext();
        using ITimer total = time.CreateTimer(_ => http.Abort(), null, limits.StreamTotal, Timeout.InfiniteTimeSpan);
        using LimitedWriter<TResponse> limited = new(responseStream, limits.StreamIdle, time, http.Abort);
        await continuation(request, limited, context);
    }
}
