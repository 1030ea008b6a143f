using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Exchange.Hostile.World;

/// <summary>
/// What a server does with one call instead of answering it honestly. It may call the honest service and change what that says.
/// </summary>
internal delegate Task Cheat(HttpContext call, RequestDelegate honest);

/// <summary>Cheats that change the messages of an honest answer, on their way out.</summary>
internal static class Answers
{
    /// <summary>Changes every message of one method's answers.</summary>
    /// <param name="method">Such as <c>Retrieval/Get</c>.</param>
    public static Cheat Change<T>(string method, Action<T> change)
        where T : IMessage<T>, new() => Replace<T>(method, message =>
        {
            change(message);
            return [message];
        });

    /// <summary>Puts other messages, more or none, in the place of each of one method's answers.</summary>
    public static Cheat Replace<T>(string method, Func<T, IEnumerable<T>> replace)
        where T : IMessage<T>, new() => async (call, honest) =>
        {
            if (!IsCallTo(call, method))
            {
                await honest(call);
                return;
            }

            IHttpResponseBodyFeature wire = call.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
            MessageParser<T> parser = new(() => new T());
            await using MessageStream changed =
                new(wire.Stream, message => replace(parser.ParseFrom(message)).Select(other => other.ToByteArray()), call.RequestAborted);
            StreamResponseBodyFeature body = new(changed, wire);
            call.Features.Set<IHttpResponseBodyFeature>(body);
            try
            {
                await honest(call);
                await body.CompleteAsync();
            }
            finally
            {
                call.Features.Set(wire);
            }
        };

    /// <summary>Answers one method without asking the honest service.</summary>
    public static Cheat Give<T>(string method, T message)
        where T : IMessage<T> => Give(method, (call, send) => send(message.ToByteArray()));

    /// <summary>Answers one method as it likes, for as long as it likes.</summary>
    public static Cheat Give(string method, Func<HttpContext, Func<byte[], Task>, Task> answer) => async (call, honest) =>
    {
        if (!IsCallTo(call, method))
        {
            await honest(call);
            return;
        }

        call.Response.ContentType = "application/grpc";
        await call.Response.StartAsync(call.RequestAborted);
        await answer(call, async message =>
        {
            call.RequestAborted.ThrowIfCancellationRequested();
            await call.Response.Body.WriteAsync(MessageStream.Frame(message), call.RequestAborted);
            await call.Response.Body.FlushAsync(call.RequestAborted);
        });
        call.Response.AppendTrailer("grpc-status", "0");
    };

    /// <summary>One cheat for some methods, another for others.</summary>
    public static Cheat Both(Cheat one, Cheat other) => (call, honest) => one(call, next => other(next, honest));

    public static bool IsCallTo(HttpContext call, string method) =>
        call.Request.Path.Value is { } path && path.EndsWith("." + method, StringComparison.Ordinal);
}
