using Exchange.Contract.Wire;
using Google.Protobuf;
using Grpc.Core;
using RetrievalClient = Exchange.Contract.Wire.Retrieval.RetrievalClient;
using SubmissionClient = Exchange.Contract.Wire.Submission.SubmissionClient;

namespace Exchange.Hostile.Clients;

/// <summary>Messages too large, and messages that are none.</summary>
public sealed class MessageAttacks
{
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(bytes => bytes, bytes => bytes);

    public static TheoryData<string> Garbage => ["nested", "length", "random", "wire-type"];

    [Fact]
    [Trait("Attack", "C8")]
    public async Task A_message_over_the_limit_is_refused_and_costs_nobody_else_anything()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        SubmitRequest huge = new() { Statement = ByteString.CopyFrom(new byte[24 * 1024 * 1024]) };
        SubmissionClient alice = new(server.ChannelOf("alice"));

        await Honest.DuringAsync(server, "C8", async () =>
        {
            for (int time = 0; time < 5; time++)
            {
                RpcException refused = await Assert.ThrowsAsync<RpcException>(
                    () => alice.SubmitAsync(huge, cancellationToken: AttackedServer.Cancel).ResponseAsync);

                // Refused by size, or cut off while it was still being sent.
                Assert.True(
                    refused.StatusCode is StatusCode.ResourceExhausted or StatusCode.Unavailable or StatusCode.Internal
                        or StatusCode.Cancelled,
                    refused.ToString());
            }
        });
    }

    [Fact]
    [Trait("Attack", "C8")]
    public async Task A_piece_of_an_upload_over_its_limit_is_refused()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        using AsyncClientStreamingCall<UploadPartRequest, UploadPartResponse> call =
            new SubmissionClient(server.ChannelOf("alice")).UploadPart(cancellationToken: AttackedServer.Cancel);
        await call.RequestStream.WriteAsync(Uploads.Header(length: 1024 * 1024), AttackedServer.Cancel);
        try
        {
            await call.RequestStream.WriteAsync(
                new UploadPartRequest { Data = ByteString.CopyFrom(new byte[(64 * 1024) + 1]) },
                AttackedServer.Cancel);
        }
        catch (RpcException)
        {
            // The answer came before all was sent.
        }

        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).StatusCode);
    }

    [Theory]
    [Trait("Attack", "C11")]
    [MemberData(nameof(Garbage))]
    public async Task What_is_no_message_is_an_invalid_argument_to_every_kind_of_call(string kind)
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        byte[] garbage = Bytes(kind);
        CallInvoker alice = server.ChannelOf("alice").CreateCallInvoker();

        await Honest.DuringAsync(server, "C11", async () =>
        {
            for (int time = 0; time < 20; time++)
            {
                Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(() =>
                    alice.AsyncUnaryCall(Method(MethodType.Unary, "Retrieval", "Get"), null, Options, garbage).ResponseAsync));
                Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(() =>
                    alice.AsyncServerStreamingCall(
                        Method(MethodType.ServerStreaming, "Retrieval", "List"),
                        null,
                        Options,
                        garbage).ResponseStream.MoveNext(AttackedServer.Cancel)));
                Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(async () =>
                {
                    using AsyncClientStreamingCall<byte[], byte[]> call =
                        alice.AsyncClientStreamingCall(Method(MethodType.ClientStreaming, "Submission", "UploadPart"), null, Options);
                    await call.RequestStream.WriteAsync(garbage, AttackedServer.Cancel);
                    await call.ResponseAsync;
                }));
            }
        });
    }

    [Fact]
    [Trait("Attack", "C11")]
    public async Task Statements_that_are_garbage_are_refused_as_malformed()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        RetrievalClient bob = new(server.ChannelOf("bob"));
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 5000));

        foreach (ByteString request in new[]
        {
            ByteString.Empty, ByteString.CopyFromUtf8("{}"), ByteString.CopyFromUtf8(deep), ByteString.CopyFrom(Bytes("random")),
        })
        {
            Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(
                () => bob.ReleaseAsync(new ReleaseRequest { Request = request }, cancellationToken: AttackedServer.Cancel).ResponseAsync));
        }
    }

    private static CallOptions Options => new(cancellationToken: AttackedServer.Cancel);

    private static Method<byte[], byte[]> Method(MethodType type, string service, string name) =>
        new(type, $"exchange.v1.{service}", name, Raw, Raw);

    private static async Task<StatusCode> StatusAsync(Func<Task> call) => (await Assert.ThrowsAsync<RpcException>(call)).StatusCode;

    private static byte[] Bytes(string kind) => kind switch
    {
        // Groups in groups in groups, in a field that no message has.
        "nested" => [.. Enumerable.Repeat((byte)0x7b, 100_000)],
        "length" => [0x0a, 0xff, 0xff, 0xff, 0x7f, 1, 2, 3],
        "wire-type" => [0x0f, 0x0e, 0x07],
        _ => [.. Enumerable.Range(0, 4096).Select(index => (byte)(((index * 151) + 199) % 256))],
    };
}
