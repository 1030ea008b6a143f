using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Exchange.Contract.Ids;
using Exchange.Contract.Wire;
using Exchange.Server;
using Grpc.Core;
using RetrievalClient = Exchange.Contract.Wire.Retrieval.RetrievalClient;
using SubmissionClient = Exchange.Contract.Wire.Submission.SubmissionClient;

namespace Exchange.Hostile.Clients;

/// <summary>More than is decent of what is allowed.</summary>
public sealed class FloodAttacks
{
    private const string List = "/exchange.v1.Retrieval/List";

    [Fact]
    [Trait("Attack", "C9")]
    public async Task Streams_that_are_reset_as_soon_as_they_are_opened_end_the_connection()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        X509Certificate2 erin = server.KeysOf("erin").Certificate;
        byte[] headers = RawHttp2.GrpcHeaders(List);
        byte[] cancel = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(cancel, 8);

        await Honest.DuringAsync(server, "C9", async () =>
        {
            await using RawHttp2 raw = await RawHttp2.ConnectAsync(server.Address, erin);
            Task closed = raw.UntilClosedAsync();
            int sent = 0;
            for (int stream = 1; sent < 100_000 && !closed.IsCompleted; stream += 2)
            {
                if (!await raw.SendAsync(RawHttp2.Headers, RawHttp2.EndHeaders, stream, headers)
                    || !await raw.SendAsync(RawHttp2.Reset, 0, stream, cancel))
                {
                    break;
                }

                sent++;
            }

            Assert.InRange(sent, 1, 99_999);
            await closed;
        });
    }

    [Fact]
    [Trait("Attack", "C10")]
    public async Task Headers_that_never_end_are_cut_off()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        X509Certificate2 erin = server.KeysOf("erin").Certificate;

        await Honest.DuringAsync(server, "C10", async () =>
        {
            await using RawHttp2 raw = await RawHttp2.ConnectAsync(server.Address, erin);
            Task closed = raw.UntilClosedAsync();
            await raw.SendAsync(RawHttp2.Headers, 0, 1, RawHttp2.GrpcHeaders(List));
            while (!closed.IsCompleted && await raw.SendAsync(RawHttp2.Continuation, 0, 1, ReadOnlyMemory<byte>.Empty))
            {
                // A frame a millisecond: enough for the server to have to say no, not enough to measure this machine.
                await Task.WhenAny(closed, Task.Delay(1, AttackedServer.Cancel));
            }

            await closed;
        });
    }

    [Fact]
    [Trait("Attack", "C10")]
    public async Task A_flood_of_settings_ends_its_own_connection_or_nothing()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        X509Certificate2 erin = server.KeysOf("erin").Certificate;

        await Honest.DuringAsync(server, "C10", async () =>
        {
            await using RawHttp2 raw = await RawHttp2.ConnectAsync(server.Address, erin);
            Task closed = raw.UntilClosedAsync();
            for (int sent = 0; sent < 20_000 && !closed.IsCompleted; sent++)
            {
                if (!await raw.SendAsync(RawHttp2.Settings, 0, 0, ReadOnlyMemory<byte>.Empty))
                {
                    break;
                }
            }
        });
    }

    [Fact]
    [Trait("Attack", "C12")]
    public async Task Uploads_that_send_a_byte_now_and_then_hold_no_more_than_their_members_slots()
    {
        HostOptions options = new() { Limits = new() { StreamTotal = TimeSpan.FromSeconds(3) } };
        await using AttackedServer server = await AttackedServer.StartAsync(options);
        SubmissionClient mallory = new(server.ChannelOf("mallory"));

        await Honest.DuringAsync(server, "C12", async () =>
        {
            StatusCode[] ends = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => DripAsync(mallory)));
            Assert.All(ends, end => Assert.Equal(StatusCode.ResourceExhausted, end));
        });

        // The slots are free again: an honest upload goes through.
        using AsyncClientStreamingCall<UploadPartRequest, UploadPartResponse> call =
            mallory.UploadPart(cancellationToken: AttackedServer.Cancel);
        await call.RequestStream.WriteAsync(Uploads.Header(length: 10), AttackedServer.Cancel);
        await call.RequestStream.WriteAsync(
            new UploadPartRequest { Data = Google.Protobuf.ByteString.CopyFrom(new byte[10]) },
            AttackedServer.Cancel);
        await call.RequestStream.CompleteAsync();
        Assert.True((await call.ResponseAsync).Complete);
    }

    [Fact]
    [Trait("Attack", "C12")]
    public async Task Connections_that_never_shake_hands_are_closed()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();

        await Honest.DuringAsync(server, "C12", async () =>
        {
            List<TcpClient> silent = [];
            for (int index = 0; index < 50; index++)
            {
                TcpClient connection = new();
                await connection.ConnectAsync(server.Address.Host, server.Address.Port, AttackedServer.Cancel);
                silent.Add(connection);
            }

            // Each is closed by the server: a read ends.
            await Task.WhenAll(silent.Select(async connection =>
            {
                try
                {
                    Assert.Equal(0, await connection.GetStream().ReadAsync(new byte[16], AttackedServer.Cancel));
                }
                catch (IOException)
                {
                    // Reset: closed all the same.
                }
            }));
            silent.ForEach(connection => connection.Dispose());
        });
    }

    [Fact]
    [Trait("Attack", "C13")]
    public async Task Who_fills_the_log_with_refusals_is_slowed_down_and_writes_no_line_of_their_own()
    {
        HostOptions options = new() { Limits = new() { CallBurst = 60, CallsPerSecond = 60 } };
        await using AttackedServer server = await AttackedServer.StartAsync(options);
        RetrievalClient erin = new(server.ChannelOf("erin"));
        int refused = 0, slowed = 0;

        await Honest.DuringAsync(server, "C13", async () =>
        {
            for (int call = 0; call < 300; call++)
            {
                string item = call % 2 == 0 ? ItemId.New().ToString() : "x\r\n2026-01-01T00:00:00.000Z Information forged";
                RpcException answer = await Assert.ThrowsAsync<RpcException>(
                    () => erin.GetAsync(new GetRequest { Item = item }, cancellationToken: AttackedServer.Cancel).ResponseAsync);
                _ = answer.StatusCode == StatusCode.ResourceExhausted ? slowed++ : refused++;
            }
        });

        Assert.True(slowed > 0, $"{refused} refused, none slowed down");
        Assert.All(
            server.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{12}Z [A-Z][a-z]+ (Exchange|Microsoft)", line));
        Assert.DoesNotContain("forged", server.Log, StringComparison.Ordinal);
    }

    // A byte every 100 ms until it is ended.
    private static async Task<StatusCode> DripAsync(SubmissionClient client)
    {
        using AsyncClientStreamingCall<UploadPartRequest, UploadPartResponse> call =
            client.UploadPart(cancellationToken: AttackedServer.Cancel);
        Task<UploadPartResponse> answer = call.ResponseAsync;
        try
        {
            await call.RequestStream.WriteAsync(Uploads.Header(length: 1000), AttackedServer.Cancel);
            while (!answer.IsCompleted)
            {
                await call.RequestStream.WriteAsync(
                    new UploadPartRequest { Data = Google.Protobuf.ByteString.CopyFrom([0]) },
                    AttackedServer.Cancel);
                await Task.WhenAny(answer, Task.Delay(100, AttackedServer.Cancel));
            }
        }
        catch (RpcException)
        {
            // What ended it stands in the answer.
        }

        return (await Assert.ThrowsAsync<RpcException>(() => answer)).StatusCode;
    }
}
