using Exchange.Client;
using Exchange.Client.Policies;
using Exchange.Client.Submission;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Wire;
using Exchange.Formats.Primitives;
using Exchange.Hostile.Clients;
using Exchange.Server;
using Grpc.Core;
using Grpc.Net.Client;
using GovernanceClient = Exchange.Contract.Wire.Governance.GovernanceClient;
using RetrievalClient = Exchange.Contract.Wire.Retrieval.RetrievalClient;

namespace Exchange.Hostile.Races;

/// <summary>A real server with real clients, a clock to turn, and as many calls as anybody likes.</summary>
internal sealed class RaceGround : IAsyncDisposable
{
    private const int Connections = 4;

    private readonly List<GrpcChannel> bobs;
    private readonly GovernanceClient alices;
    private readonly GovernanceClient danas;

    private RaceGround(AttackedServer server, SkewedClock clock, Participant[] people)
    {
        Server = server;
        Clock = clock;
        (Alice, Bob, Dana, Erin, Carol) = (people[0], people[1], people[2], people[3], people[4]);
        bobs = [.. Enumerable.Range(0, Connections).Select(_ => server.ChannelOf("bob"))];
        alices = new GovernanceClient(server.ChannelOf("alice"));
        danas = new GovernanceClient(server.ChannelOf("dana"));
    }

    public AttackedServer Server { get; }

    public SkewedClock Clock { get; }

    public Participant Alice { get; }

    public Participant Bob { get; }

    public Participant Dana { get; }

    public Participant Erin { get; }

    public Participant Carol { get; }

    /// <summary>Bob may open it at once for research, as often as he likes.</summary>
    public AccessPolicy ToBob => Client.Agreements.AgreementDefaults.Policy with { Audience = new Audience([Bob.Self.Id], [], []) };

    public static async Task<RaceGround> BeginAsync()
    {
        SkewedClock clock = new();
        AttackedServer server = await AttackedServer.StartAsync(new HostOptions
        {
            Time = clock,
            Limits = new() { CallsPerMember = 4096, CallsPerSecond = 1_000_000, CallBurst = 1_000_000 },
        });
        List<Participant> people = [];
        foreach (string name in (string[])["alice", "bob", "dana", "erin", "carol"])
        {
            people.Add(await server.OpenAsync(name, clock));
        }

        return new RaceGround(server, clock, [.. people]);
    }

    public async Task<VerifiedItem> SubmitAsync(AccessPolicy policy)
    {
        string file = Path.Combine(Server.Folder, "small.txt");
        if (!File.Exists(file))
        {
            await File.WriteAllTextAsync(file, "a short note", AttackedServer.Cancel);
        }

        Submitter submitter = new(Alice);
        ReadFiles read = await submitter.ReadAsync([file], "A note", "document", AttackedServer.Cancel);
        SubmitResult result = await submitter.SubmitAsync(ReadOrder.Of(read, PolicyDraft.From(policy)), null, AttackedServer.Cancel);
        return await Requests.ItemAsync(Alice, result.Item.ToString());
    }

    /// <summary>Hands in what alice, or else dana, signed.</summary>
    public Task<RaceAnswer> RecordAsync(Participant signer, RecordRequest request) => AnswerAsync(async () =>
        ((await (signer == Alice ? alices : danas).RecordAsync(request, cancellationToken: AttackedServer.Cancel)).Receipt.Memory, null));

    /// <summary>Asks as bob, on one of his connections.</summary>
    public Task<RaceAnswer> ReleaseAsync(int place, ReleaseRequest request) => ReleaseAsync(bobs[place % Connections], request);

    public Task<RaceAnswer> ReleaseAsync(GrpcChannel channel, ReleaseRequest request) => AnswerAsync(async () =>
    {
        ReleaseResponse answer = await new RetrievalClient(channel).ReleaseAsync(request, cancellationToken: AttackedServer.Cancel);
        Assert.Equal(answer.Permitted, !answer.Grant.IsEmpty);
        return (answer.Receipt.Memory, answer.Permitted ? Sha256Digest.Of(answer.Grant.Span) : null);
    });

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    private async Task<RaceAnswer> AnswerAsync(Func<Task<(ReadOnlyMemory<byte> Receipt, Sha256Digest? Grant)>> call)
    {
        try
        {
            (ReadOnlyMemory<byte> receipt, Sha256Digest? grant) = await call();
            VerifiedReceipt verified = ReceiptVerifier.VerifyAudit(receipt.Span, Alice.Agreement);
            return new RaceAnswer(verified.Index, verified.Said, grant, null);
        }
        catch (RpcException refused) when (Enum.TryParse(refused.Trailers.GetValue(ErrorTexts.TrailerName), out ErrorCode code))
        {
            return new RaceAnswer(null, null, null, code);
        }
    }
}
