using Exchange.Contract.Errors;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Exchange.Server.Calls;

/// <summary>The one place where exceptions become statuses: the caller gets a fixed text, the log the detail.</summary>
internal sealed class ErrorInterceptor(ILogger<ErrorInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception)
        {
            throw ToRpc(exception, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(requestStream, context);
        }
        catch (Exception exception)
        {
            throw ToRpc(exception, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception exception)
        {
            throw ToRpc(exception, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception exception)
        {
            throw ToRpc(exception, context);
        }
    }

    private RpcException ToRpc(Exception exception, ServerCallContext context)
    {
        // 1. What gRPC itself found (a message over the limit), and calls that their caller has cancelled.
        if (exception is RpcException already)
        {
            return already;
        }

        if (context.CancellationToken.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            return new RpcException(new Status(StatusCode.Cancelled, "the call was cancelled"));
        }

        // 2. Refusals.
        string member = context.GetHttpContext().Features.Get<Caller>()?.Member.Id.ToString() ?? "nobody";
        if (ErrorMapping.CodeOf(exception) is { } code)
        {
            Log.Refused(logger, code, context.Method, member, Detail(exception));
            return ErrorResponse.ToRpc(code, (exception as RefusedException)?.Wait);
        }

        // 3. Unexpected exceptions. Their text may quote anything, so only kind and place are logged.
        Log.Unexpected(logger, context.Method, member, exception.GetType().FullName ?? "", exception.StackTrace ?? "");
        return new RpcException(new Status(StatusCode.Internal, "internal error"));
    }

    // The texts are ours or the system's, which may quote paths or input: without line breaks they cannot forge a log line.
    private static string Detail(Exception exception) => exception is RefusedException or IOException
        ? exception.Message.ReplaceLineEndings(" ")
        : exception.GetType().Name + ": " + exception.Message.ReplaceLineEndings(" ");
}
