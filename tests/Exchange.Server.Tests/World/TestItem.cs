using System.Security.Cryptography;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Statements;
using Exchange.Formats.Age;
using Exchange.Formats.Dsse;
using Exchange.Formats.Parts;
using Exchange.Formats.Primitives;
using Exchange.Server.Retrieval;
using Exchange.Server.Submission;

namespace Exchange.Server.Tests.World;

/// <summary>An item as its sender submits it. The server opens no sealed file, so random bytes stand in for them.</summary>
internal sealed class TestItem
{
    private readonly ServerWorld world;
    private readonly TestMember sender;
    private readonly HybridIdentity cardKey = HybridIdentity.Generate();
    private readonly HybridIdentity contentKey = HybridIdentity.Generate();

    public TestItem(ServerWorld world, TestMember sender, AccessPolicy policy, int contentBytes = 1500)
    {
        this.world = world;
        this.sender = sender;
        Policy = policy;
        CardRecipient = cardKey.Recipient;
        ContentRecipient = contentKey.Recipient;
        Parts = [RandomNumberGenerator.GetBytes(700), RandomNumberGenerator.GetBytes(contentBytes)];
        Recipients = [sender, world.Bob];
    }

    public ItemId Id { get; init; } = ItemId.New();

    public AccessPolicy Policy { get; }

    public IReadOnlyList<byte[]> Parts { get; }

    public HybridRecipient CardRecipient { get; init; }

    public HybridRecipient ContentRecipient { get; init; }

    public IReadOnlyList<TestMember> Recipients { get; init; }

    public ItemId? Supersedes { get; init; }

    /// <summary>Another agreement, where the item is not for that of its world.</summary>
    public AgreementId? Agreement { get; init; }

    public DsseEnvelope Statement => field ??= Sign();

    public Sha256Digest Digest => Statement.PayloadDigest;

    /// <summary>The policy for Bob of the institute; compliance of both parties reads the record.</summary>
    public static AccessPolicy ForBob(ServerWorld world) => new()
    {
        Version = PolicyEvaluator.Version,
        Audience = new Audience([world.Bob.Id], [], []),
        CardShows = CardShows.AtOnce,
        Purposes = ["research"],
        Tlp = Tlp.Amber,
    };

    public PartTree TreeOf(int part)
    {
        using PartTreeHasher hasher = new();
        hasher.Append(Parts[part]);
        return hasher.Finish();
    }

    public PartHeader HeaderOf(int part, long offset = 0)
    {
        PartTree tree = TreeOf(part);
        return new PartHeader
        {
            Item = Id,
            Part = part,
            Length = tree.Length,
            Root = tree.Root,
            Leaves = tree.Leaves.SelectMany(leaf => leaf.ToArray()).ToArray(),
            Offset = offset,
        };
    }

    public UploadHead HeadOf(int part, long offset = 0) =>
        UploadHead.Check(HeaderOf(part, offset), world.Agreement.Verified.Predicate.Limits);

    public async Task Upload()
    {
        for (int part = 0; part < Parts.Count; part++)
        {
            UploadProgress progress = await UploadPart(part);
            Assert.True(progress.Complete);
        }
    }

    public Task<UploadProgress> UploadPart(int part) =>
        world.Upload.TakeAsync(world.Of(sender), HeadOf(part), Messages(Parts[part]), TestContext.Current.CancellationToken);

    public async Task<EncodedReceipt> Submit()
    {
        await Upload();
        return await world.Intake.SubmitAsync(world.Of(sender), Order(), TestContext.Current.CancellationToken);
    }

    /// <summary>One of Alice's, submitted.</summary>
    public static async Task<TestItem> SubmittedAsync(ServerWorld world, AccessPolicy policy)
    {
        TestItem item = new(world, world.Alice, policy);
        await item.Submit();
        return item;
    }

    /// <summary>What the one door answers to a new request of that member.</summary>
    public Task<Released> AskAsync(TestMember reader, SealedKey key, string? purpose) =>
        world.Door.ReleaseAsync(world.Of(reader), Request(reader, key, purpose), TestContext.Current.CancellationToken);

    public ArrivedSubmission Order() => Order(Grants(Recipients));

    public ArrivedSubmission Order(TestGrants grants) => new(Statement.Encode(), grants.Envelope.Encode(), grants.Files);

    public TestGrants Grants(IReadOnlyList<TestMember> to) => TestGrants.Seal(world, this, sender, to);

    /// <summary>A signed release request of that member.</summary>
    public ReadOnlyMemory<byte> Request(
        TestMember reader,
        SealedKey key,
        string? purpose,
        RequestId? id = null,
        TimeSpan? within = null) =>
        reader.Sign(StatementKinds.ReleaseRequest, Id.ToString(), new ReleaseRequestPredicate
        {
            Agreement = world.Agreement.Id,
            Item = Id,
            Statement = Digest,
            Key = key,
            PolicyDigest = PolicyBytes.Digest(PolicyBytes.Encode(Policy)),
            Purpose = purpose,
            Request = id ?? RequestId.New(),
            Reader = reader.Terms,
            NotAfter = world.Time.GetUtcNow() + (within ?? TimeSpan.FromMinutes(10)),
        }).Encode();

    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Messages(ReadOnlyMemory<byte> data)
    {
        for (int at = 0; at < data.Length; at += PartUpload.MaxMessage)
        {
            await Task.Yield();
            yield return data.Slice(at, Math.Min(PartUpload.MaxMessage, data.Length - at));
        }
    }

    private DsseEnvelope Sign()
    {
        byte[] policy = PolicyBytes.Encode(Policy);
        StatementSubject[] subjects = [.. Enumerable.Range(0, Parts.Count).Select(part => new StatementSubject(
            ItemVerifier.SubjectName(part), PartDigest.DigestName, TreeOf(part).Root.ToString(), Parts[part].Length))];
        ItemPredicate terms = new()
        {
            Item = Id,
            Agreement = Agreement ?? world.Agreement.Id,
            AgreementVersion = 1,
            Kind = "evaluation-result",
            Suite = Suites.V1,
            Marking = TlpLabel.Text(Policy.Tlp),
            Policy = policy,
            PolicyDigest = PolicyBytes.Digest(policy),
            Sender = sender.Terms,
            CardRecipient = CardRecipient,
            ContentRecipient = ContentRecipient,
            Supersedes = Supersedes,
            Answers = null,
        };
        return EnvelopeSigner.Sign(StatementCodec.Encode(StatementKinds.Item, subjects, terms), [sender.Signer]);
    }
}
