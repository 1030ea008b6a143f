using Exchange.Client;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Json;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Contract.Wire;
using Grpc.Core;
using RetrievalClient = Exchange.Contract.Wire.Retrieval.RetrievalClient;
using SubmissionClient = Exchange.Contract.Wire.Submission.SubmissionClient;

namespace Exchange.Hostile.Clients;

/// <summary>C4: what was signed once is used again, elsewhere or for something else.</summary>
public sealed class ReplayAttacks
{
    [Fact]
    [Trait("Attack", "C4")]
    public async Task The_same_request_again_is_the_same_event()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        Participant bob = await server.OpenAsync("bob");
        ReleaseRequest request = Requests.Signed(bob, Requests.Sound(bob, await Requests.ItemAsync(bob, server.Item)));
        RetrievalClient client = new(server.ChannelOf("bob"));

        await Honest.DuringAsync(server, "C4", async () =>
        {
            List<ReleaseResponse> answers = [];
            for (int time = 0; time < 20; time++)
            {
                answers.Add(await client.ReleaseAsync(request, cancellationToken: AttackedServer.Cancel));
            }

            Assert.All(answers, answer => Assert.Equal(answers[0].Grant, answer.Grant));
        });
        Assert.Equal(1, await Events.CountAsync(server, "release.content"));
    }

    [Fact]
    [Trait("Attack", "C4")]
    public async Task A_request_id_with_other_bytes_is_refused()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        Participant bob = await server.OpenAsync("bob");
        ReleaseRequestPredicate sound = Requests.Sound(bob, await Requests.ItemAsync(bob, server.Item));
        await new RetrievalClient(server.ChannelOf("bob")).ReleaseAsync(
            Requests.Signed(bob, sound),
            cancellationToken: AttackedServer.Cancel);

        await RefusedAsync(server, bob, sound with { Purpose = "evaluation" }, StatusCode.AlreadyExists);
    }

    [Fact]
    [Trait("Attack", "C4")]
    public async Task A_request_counts_only_in_its_time()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        Participant bob = await server.OpenAsync("bob");
        ReleaseRequestPredicate sound = Requests.Sound(bob, await Requests.ItemAsync(bob, server.Item));

        await RefusedAsync(
            server,
            bob,
            sound with { NotAfter = Timestamp.Truncate(bob.Time.GetUtcNow() - TimeSpan.FromSeconds(1)) },
            StatusCode.FailedPrecondition);
        await RefusedAsync(
            server,
            bob,
            sound with { NotAfter = Timestamp.Truncate(bob.Time.GetUtcNow() + TimeSpan.FromHours(2)) },
            StatusCode.FailedPrecondition);
    }

    [Fact]
    [Trait("Attack", "C4")]
    public async Task A_request_for_one_item_is_none_for_another_nor_for_another_policy()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        Participant bob = await server.OpenAsync("bob");
        ReleaseRequestPredicate sound = Requests.Sound(bob, await Requests.ItemAsync(bob, server.Item));
        VerifiedItem other = await Requests.ItemAsync(bob, server.OtherItem);

        await RefusedAsync(server, bob, sound with { Item = other.Id }, StatusCode.InvalidArgument);
        await RefusedAsync(server, bob, sound with { Statement = other.Digest, Request = RequestId.New() }, StatusCode.InvalidArgument);
        await RefusedAsync(
            server, bob, sound with { PolicyDigest = other.Digest, Request = RequestId.New() }, StatusCode.FailedPrecondition);
    }

    [Fact]
    [Trait("Attack", "C4")]
    public async Task A_card_request_is_none_for_the_content()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        Participant bob = await server.OpenAsync("bob");
        ReleaseRequestPredicate sound = Requests.Sound(bob, await Requests.ItemAsync(bob, server.Item));
        RetrievalClient client = new(server.ChannelOf("bob"));

        // A purpose belongs to the content alone; without one there is no content.
        await RefusedAsync(server, bob, sound with { Key = SealedKey.Card }, StatusCode.InvalidArgument);
        ReleaseResponse denied = await client.ReleaseAsync(
            Requests.Signed(bob, sound with { Purpose = null, Request = RequestId.New() }),
            cancellationToken: AttackedServer.Cancel);
        Assert.False(denied.Permitted);
        Assert.Empty(denied.Grant);
    }

    [Fact]
    [Trait("Attack", "C4")]
    public async Task A_request_to_one_server_is_none_to_another()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        Participant bob = await server.OpenAsync("bob");
        ReleaseRequestPredicate sound = Requests.Sound(bob, await Requests.ItemAsync(bob, server.Item));

        await RefusedAsync(server, bob, sound with { Agreement = AgreementId.New() }, StatusCode.InvalidArgument);
    }

    [Fact]
    [Trait("Attack", "C4")]
    public async Task A_submission_again_is_the_same_entry_and_another_members_hands_do_not_make_it_theirs()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        SubmitRequest recorded = StoredSubmission.Read(server.Home, server.Item);
        SubmissionClient alice = new(server.ChannelOf("alice"));
        int events = (await Events.AllAsync(server)).Count;

        SubmitResponse first = await alice.SubmitAsync(recorded, cancellationToken: AttackedServer.Cancel);
        SubmitResponse again = await alice.SubmitAsync(recorded, cancellationToken: AttackedServer.Cancel);
        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => new SubmissionClient(server.ChannelOf("mallory"))
            .SubmitAsync(recorded, cancellationToken: AttackedServer.Cancel).ResponseAsync);

        Assert.Equal(IndexOf(first), IndexOf(again));
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        Assert.Equal(events, (await Events.AllAsync(server)).Count);
    }

    [Fact]
    [Trait("Attack", "C4")]
    public async Task A_statement_with_the_grants_of_another_item_is_refused()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        SubmitRequest mixed = StoredSubmission.Read(server.Home, server.Item);
        mixed.GrantStatement = StoredSubmission.Read(server.Home, server.OtherItem).GrantStatement;

        RpcException refused = await Assert.ThrowsAsync<RpcException>(() =>
            new SubmissionClient(server.ChannelOf("alice")).SubmitAsync(mixed, cancellationToken: AttackedServer.Cancel).ResponseAsync);

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    private static string IndexOf(SubmitResponse answer) =>
        answer.Receipt.ToStringUtf8().Split('\n').First(line => line.StartsWith("index ", StringComparison.Ordinal));

    private static async Task RefusedAsync(AttackedServer server, Participant signer, ReleaseRequestPredicate terms, StatusCode expected)
    {
        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => new RetrievalClient(server.ChannelOf("bob"))
            .ReleaseAsync(Requests.Signed(signer, terms), cancellationToken: AttackedServer.Cancel).ResponseAsync);
        Assert.Equal(expected, refused.StatusCode);
    }
}
