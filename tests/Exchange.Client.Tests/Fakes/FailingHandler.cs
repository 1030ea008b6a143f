using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Exchange.Client.Tests.Fakes;

/// <summary>Answers gRPC calls as it is told to, one answer a call, the last one for all that follow. Fails on demand.</summary>
internal sealed class FailingHandler(
    params Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>[] answers) : HttpMessageHandler
{
    private int calls;

    public int Calls => calls;

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Answer(params IMessage[] messages) =>
        (request, _) => Task.FromResult(Grpc(request, new ByteArrayContent(Frames(messages)), 0, null, null));

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Status(
        int status,
        string text,
        string? error = null) =>
        (request, _) => Task.FromResult(Grpc(request, new ByteArrayContent([]), status, text, error));

    /// <summary>RESOURCE_EXHAUSTED, with the time after which to try again.</summary>
    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Later(TimeSpan wait) => (request, _) =>
    {
        HttpResponseMessage response = Grpc(request, new ByteArrayContent([]), 8, "over a limit", "TooMuch");
        response.TrailingHeaders.Add("grpc-retry-pushback-ms", $"{(int)wait.TotalMilliseconds}");
        return Task.FromResult(response);
    };

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> NoConnection() =>
        (_, _) =>
            throw new HttpRequestException(HttpRequestError.ConnectionError, "no connection", new System.Net.Sockets.SocketException(111));

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Silence() => async (_, cancellationToken) =>
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("silence does not end");
    };

    /// <summary>Some messages, then the connection breaks.</summary>
    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Broken(params IMessage[] messages) =>
        (request, _) => Task.FromResult(Grpc(request, new StreamContent(new BreakingStream(Frames(messages))), null, null, null));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        answers[Math.Min(Interlocked.Increment(ref calls), answers.Length) - 1](request, cancellationToken);

    private static HttpResponseMessage Grpc(HttpRequestMessage request, HttpContent content, int? status, string? text, string? error)
    {
        HttpResponseMessage response =
            new(HttpStatusCode.OK) { RequestMessage = request, Content = content, Version = HttpVersion.Version20 };
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        if (status is not null)
        {
            response.TrailingHeaders.Add("grpc-status", $"{status}");
            response.TrailingHeaders.Add("grpc-message", Uri.EscapeDataString(text ?? ""));
        }

        if (error is not null)
        {
            response.TrailingHeaders.Add("exchange-error", error);
        }

        return response;
    }

    private static byte[] Frames(IMessage[] messages)
    {
        using MemoryStream frames = new();
        foreach (IMessage message in messages)
        {
            byte[] bytes = message.ToByteArray();
            byte[] prefix = new byte[5];
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(prefix.AsSpan(1), bytes.Length);
            frames.Write(prefix);
            frames.Write(bytes);
        }

        return frames.ToArray();
    }
}
