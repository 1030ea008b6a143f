using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Parts;
using Exchange.Formats.Primitives;

namespace Exchange.Fuzz.Samples;

/// <summary>One payload of each kind of statement, the same in every process.</summary>
internal static class SampleStatements
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = new(2028, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static AgreementId AgreementId { get; } = AgreementId.Parse(Id(1));

    public static ItemId Item { get; } = ItemId.Parse(Id(2));

    public static MemberId Member { get; } = MemberId.Parse(Id(3));

    public static RequestId Request { get; } = RequestId.Parse(Id(4));

    public static Sha256Digest Digest { get; } = Sha256Digest.Of("a statement"u8);

    public static IEnumerable<Seed> All() =>
    [
        new("agreement", Agreement()),
        new("join-request", JoinRequest()),
        new("membership", Membership()),
        new("revocation", Revocation()),
        new("item", ItemStatement()),
        new("grant", Grant()),
        new("release-request", ReleaseRequest()),
        .. SampleActs.All(),
    ];

    public static byte[] Agreement() => StatementCodec.Encode(StatementKinds.Agreement, "agreement", SampleAgreement.Terms);

    private static byte[] JoinRequest() => StatementCodec.Encode(
        StatementKinds.JoinRequest,
        "alice",
        new JoinRequestPredicate
        {
            Agreement = AgreementId,
            Party = PartyName.Parse("lab"),
            Handle = Handle.Parse("alice"),
            WantsRoles = ["submitter"],
            Device = Device(),
            TlsProof = SampleKeys.Bytes(7, 64),
        });

    private static byte[] Membership() => StatementCodec.Encode(
        StatementKinds.Membership,
        "alice",
        new MembershipPredicate
        {
            Agreement = AgreementId,
            Member = Member,
            Party = PartyName.Parse("lab"),
            Handle = Handle.Parse("alice"),
            Roles = [Role.Submitter, Role.Reader],
            Teams = [Handle.Parse("red-team")],
            Devices = [Device()],
            Profile = Sha256Digest.Of("a profile"u8),
            Previous = null,
        });

    private static byte[] Revocation() => StatementCodec.Encode(
        StatementKinds.Revocation, "alice", new RevocationPredicate(AgreementId, Member, "left", Digest));

    private static byte[] ItemStatement()
    {
        byte[] policy = PolicyBytes.Encode(SamplePolicies.Open);
        StatementSubject[] parts =
        [
            new(ItemVerifier.SubjectName(0), PartDigest.DigestName, Digest.ToString(), 700),
            new(ItemVerifier.SubjectName(1), PartDigest.DigestName, Digest.ToString(), 1500),
        ];
        return StatementCodec.Encode(StatementKinds.Item, parts, new ItemPredicate
        {
            Item = Item,
            Agreement = AgreementId,
            AgreementVersion = 1,
            Kind = "evaluation-result",
            Suite = Suites.V1,
            Marking = TlpLabel.Text(SamplePolicies.Open.Tlp),
            Policy = policy,
            PolicyDigest = PolicyBytes.Digest(policy),
            Sender = Signer(),
            CardRecipient = SampleKeys.PostQuantum.Recipient,
            ContentRecipient = SampleKeys.OtherPostQuantum.Recipient,
            Supersedes = null,
            Answers = ItemId.Parse(Id(5)),
        });
    }

    private static byte[] Grant() => StatementCodec.Encode(
        StatementKinds.Grant,
        [new StatementSubject("grant-0", "sha256", Digest.ToString(), null)],
        new GrantPredicate(AgreementId, Item, Digest, Signer(), [new GrantTerms(Member, Digest, SealedKey.Content, Digest)]));

    private static byte[] ReleaseRequest() => StatementCodec.Encode(
        StatementKinds.ReleaseRequest,
        Item.ToString(),
        new ReleaseRequestPredicate
        {
            Agreement = AgreementId,
            Item = Item,
            Statement = Digest,
            Key = SealedKey.Content,
            PolicyDigest = Digest,
            Purpose = "research",
            Request = Request,
            Reader = Signer(),
            NotAfter = Start,
        });

    internal static SenderTerms SignedBy() => Signer();

    private static DeviceTerms Device() => new(
        Handle.Parse("laptop"),
        SignerKeys.Of(SampleKeys.Lab.PublicKey),
        new TlsPublicKey(SampleKeys.TlsKey),
        SampleKeys.PostQuantum.Recipient);

    private static SenderTerms Signer() => new()
    {
        Member = Member,
        Membership = Digest,
        Ed25519 = SampleKeys.Lab.PublicKey.Ed25519.KeyId,
        MlDsa65 = SampleKeys.Lab.PublicKey.MlDsa65.KeyId,
    };

    private static string Id(byte value) => Base32.Encode(SampleKeys.Bytes(value, 16));
}
