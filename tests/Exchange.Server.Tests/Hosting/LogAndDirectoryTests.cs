using System.Net;
using System.Net.Http.Headers;
using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Members;
using Exchange.Contract.Wire;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Exchange.Server.Tests.World;
using Google.Protobuf;
using Grpc.Core;
using DirectoryClient = Exchange.Contract.Wire.Directory.DirectoryClient;
using LogClient = Exchange.Contract.Wire.Log.LogClient;

namespace Exchange.Server.Tests.Hosting;

public sealed class LogAndDirectoryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_replays_the_directory_from_the_agreement_on()
    {
        await using HostWorld world = await HostWorld.StartAsync();
        List<ReplayResponse> messages = await ReplayAsync(world, 0);

        Assert.Equal(4, messages.Count);
        Assert.Equal(world.Envelope.Encode(), messages[0].Envelope.ToByteArray());
        DirectoryState state = DirectoryState.Begin(world.Agreement);
        foreach (ReplayResponse message in messages[1..3])
        {
            state = DirectoryReplay.Apply(state, DsseEnvelope.Parse(message.Envelope.Span));
        }

        Sha256Digest[] leaves =
            [.. messages[..3].Select(message => RecordHash.Leaf(DsseEnvelope.Parse(message.Envelope.Span).PayloadDigest.ToArray()))];
        Assert.Equal(
            RecordHash.Tree(leaves),
            LogCheckpoints.Verify(messages[3].Checkpoint.Span, world.Agreement.Predicate.Logs.Directory).Value.Root);
        Assert.Equal(["institute/bob", "lab/alice"], state.Members.Select(member => member.Name.ToString()));
        Assert.Single(await ReplayAsync(world, 3));
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(() => ReplayAsync(world, 4))).StatusCode);
    }

    [Fact]
    public async Task The_same_membership_again_gets_the_same_entry_and_its_receipt_verifies()
    {
        await using HostWorld world = await HostWorld.StartAsync();
        using TestMember erin = TestMember.Enrol(world.Agreement.Id, world.InstituteRoot, "institute/erin", Role.Administrator);
        DirectoryClient client = new(world.Channel(world.Alice.Tls));
        AppendRequest request = new() { Statement = ByteString.CopyFrom(erin.Membership.Encode()) };

        for (int i = 0; i < 2; i++)
        {
            AppendResponse response = await client.AppendAsync(request, cancellationToken: Cancel);
            Assert.Equal(
                3,
                ReceiptVerifier.VerifyDirectory(response.Receipt.Span, erin.Membership.PayloadDigest, world.Agreement).Index.Value);
        }

        Assert.Equal(4, world.Ledger.Directory.Size);
        await new LogClient(world.Channel(erin.Tls)).GetCheckpointAsync(
            new GetCheckpointRequest { Log = LogName.Directory },
            cancellationToken: Cancel);
    }

    [Fact]
    public async Task A_membership_that_its_party_did_not_sign_is_refused()
    {
        await using HostWorld world = await HostWorld.StartAsync();
        using TestMember forged = TestMember.Enrol(world.Agreement.Id, world.LabRoot, "institute/forged", Role.Reader);
        DirectoryClient client = new(world.Channel(world.Alice.Tls));

        RpcException refused = await Assert.ThrowsAsync<RpcException>(() =>
            client.AppendAsync(
                new AppendRequest { Statement = ByteString.CopyFrom(forged.Membership.Encode()) },
                cancellationToken: Cancel).ResponseAsync);
        Assert.Equal(nameof(ErrorCode.NotVerified), refused.Trailers.GetValue(ErrorTexts.TrailerName));
        Assert.Equal(3, world.Ledger.Directory.Size);

        refused = await Assert.ThrowsAsync<RpcException>(() =>
            client.AppendAsync(new AppendRequest { Statement = ByteString.CopyFromUtf8("{}") }, cancellationToken: Cancel).ResponseAsync);
        Assert.Equal(nameof(ErrorCode.Malformed), refused.Trailers.GetValue(ErrorTexts.TrailerName));
    }

    [Fact]
    public async Task Proofs_come_for_both_logs_and_no_third()
    {
        await using HostWorld world = await HostWorld.StartAsync();
        LogClient client = new(world.Channel(world.Bob.Tls));
        Checkpoint signed = LogCheckpoints.Verify(
            (await client.GetCheckpointAsync(new GetCheckpointRequest { Log = LogName.Directory }, cancellationToken: Cancel)).Note.Span,
            world.Agreement.Predicate.Logs.Directory).Value;
        ProofResponse proof = await client.GetInclusionProofAsync(
            new GetInclusionProofRequest { Log = LogName.Directory, Index = 0, Size = 3 },
            cancellationToken: Cancel);

        Assert.True(MerkleProofs.VerifyInclusion(
            0,
            3,
            RecordHash.Leaf(world.Agreement.Digest.ToArray()),
            [.. proof.Hashes.Select(hash => new Sha256Digest(hash.Span))],
            signed.Root));
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(() =>
            client.GetCheckpointAsync(new GetCheckpointRequest(), cancellationToken: Cancel).ResponseAsync)).StatusCode);
    }

    [Fact]
    public async Task Tiles_are_served_as_files()
    {
        await using HostWorld world = await HostWorld.StartAsync();
        using HttpClient client = new(world.Handler(world.Bob.Tls)) { BaseAddress = world.Address };

        byte[] checkpoint = await client.GetByteArrayAsync("/directory/checkpoint", Cancel);
        byte[] tile = await client.GetByteArrayAsync("/directory/tile/0/000.p/3", Cancel);
        byte[] entries = await client.GetByteArrayAsync("/directory/tile/entries/000.p/3", Cancel);

        Sha256Digest[] leaves = [.. tile.Chunk(Sha256Digest.Size).Select(hash => new Sha256Digest(hash))];
        Assert.Equal(LogCheckpoints.Verify(checkpoint, world.Agreement.Predicate.Logs.Directory).Value.Root, RecordHash.Tree(leaves));
        Assert.Equal(leaves, EntryBundle.Parse(entries, 3).Select(entry => RecordHash.Leaf(entry.Span)));
        foreach (string absent in new[]
        {
            "/directory/tile/0/000.p/4", "/directory/tile/0/000", "/directory/tile/0/0", "/audit/tile/0/000.p/1",
            "/audit/tile/../checkpoint", "/other",
        })
        {
            using HttpResponseMessage answer = await client.GetAsync(absent, Cancel);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound || absent.Contains("..", StringComparison.Ordinal), absent);
        }
    }

    [Fact]
    public async Task What_is_no_protobuf_is_malformed_and_leaves_no_error_in_the_log()
    {
        await using HostWorld world = await HostWorld.StartAsync();
        using HttpClient client = new(world.Handler(world.Bob.Tls)) { BaseAddress = world.Address };
        foreach (string method in new[] { "Log/GetCheckpoint", "Directory/Replay" })
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/exchange.v1." + method)
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                Content = new ByteArrayContent([0, 0, 0, 0, 3, 0xff, 0xff, 0xff]),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
            request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
            using HttpResponseMessage answer = await client.SendAsync(request, Cancel);
            await answer.Content.ReadAsByteArrayAsync(Cancel);

            HttpResponseHeaders status = answer.TrailingHeaders.Contains("grpc-status") ? answer.TrailingHeaders : answer.Headers;
            Assert.Equal("3", status.GetValues("grpc-status").Single());
            Assert.Equal(nameof(ErrorCode.Malformed), status.GetValues(ErrorTexts.TrailerName).Single());
        }
    }

    private static async Task<List<ReplayResponse>> ReplayAsync(HostWorld world, long from)
    {
        using AsyncServerStreamingCall<ReplayResponse> call =
            new DirectoryClient(world.Channel(world.Bob.Tls)).Replay(new ReplayRequest { From = from }, cancellationToken: Cancel);
        return await call.ResponseStream.ReadAllAsync(Cancel).ToListAsync(Cancel);
    }
}
