using Exchange.Client.Agreements;
using Exchange.Client.Directory;
using Exchange.Client.Joining;
using Exchange.Client.Keys;
using Exchange.Client.Sealing;
using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Exchange.Reports;
using Exchange.Reports.Cards;

namespace Exchange.Client.Tests.Fakes;

/// <summary>A lab and an institute with an agreement and a directory, and whatever they sign; no server.</summary>
internal sealed class TwoParties
{
    public static readonly DateTimeOffset Day0 = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SignerKey labRoot = SignerKey.Generate();
    private readonly SignerKey instituteRoot = SignerKey.Generate();
    private readonly NoteSigner directoryLog = new("log.example/directory", Ed25519SigningKey.Generate());
    private readonly NoteSigner auditLog = new("log.example/audit", Ed25519SigningKey.Generate());
    private readonly Dictionary<MemberId, DeviceKeys> keys = [];
    private readonly List<DsseEnvelope> envelopes = [];
    private readonly List<DirectoryState> states = [];

    public TwoParties(string? operatedBy = null)
    {
        PartyName lab = PartyName.Parse("lab");
        PartyName institute = PartyName.Parse("institute");
        byte[] policy = PolicyBytes.Encode(AgreementDefaults.Policy);
        AgreementPredicate terms = new()
        {
            Agreement = AgreementId.New(),
            Version = 1,
            Previous = null,
            Parties =
            [
                new PartyTerms(lab, "The lab", [SignerKeys.Of(labRoot.PublicKey)], 1, null),
                new PartyTerms(institute, "The institute", [SignerKeys.Of(instituteRoot.PublicKey)], 1, null),
            ],
            Logs = new LogsTerms(
                new LogTerms("log.example/directory", [directoryLog.VerifierKey]),
                new LogTerms("log.example/audit", [auditLog.VerifierKey])),
            Witnesses = [],
            Quorum = 0,
            Guards = [],
            Operator = new OperatorTerms(DeviceKeys.Generate().TlsPublicKey, operatedBy is null ? null : PartyName.Parse(operatedBy)),
            Kinds = [new KindTerms("document", Suites.V1, policy), new KindTerms("evaluation-result", Suites.V1, policy)],
            Purposes = ["evaluation", "research"],
            Limits = AgreementDefaults.Limits,
            FreshnessSeconds = 3600,
            MinimumRetentionDays = 0,
            Start = Day0,
            End = Day0.AddDays(100),
        };
        DsseEnvelope envelope =
            EnvelopeSigner.Sign(StatementCodec.Encode(StatementKinds.Agreement, "agreement", terms), [labRoot, instituteRoot]);
        Agreement = AgreementVerifier.Verify(envelope);
        envelopes.Add(envelope);
        states.Add(DirectoryState.Begin(Agreement));
        Alice = Enrol("lab/alice", Role.Submitter);
        Bob = Enrol("institute/bob", Role.Reader);
        Dave = Enrol("institute/dave", Role.Reader);
        Carol = Enrol("institute/carol", Role.Compliance);
    }

    public Agreement Agreement { get; }

    public DirectoryState Directory => states[^1];

    /// <summary>Sends.</summary>
    public Member Alice { get; }

    /// <summary>Is named in <see cref="ToBob"/>.</summary>
    public Member Bob { get; }

    public Member Dave { get; }

    public Member Carol { get; }

    public AccessPolicy ToBob => AgreementDefaults.Policy with
    {
        Audience = new Audience([Bob.Id], [], []),
        Purposes = ["research"],
        MaxOpenings = null,
        MaxOpeningsPerPerson = null,
    };

    public DirectoryHistory History
    {
        get
        {
            TreeAppender tree = new();
            List<Sha256Digest> roots = [];
            foreach (DsseEnvelope envelope in envelopes)
            {
                tree.Append(RecordHash.Leaf(envelope.PayloadDigest.ToArray()));
                roots.Add(tree.Root());
            }

            byte[] note =
                SignedNote.Sign(new Checkpoint("log.example/directory", envelopes.Count, roots[^1]).Encode(), [directoryLog]).Encode();
            return new DirectoryHistory(envelopes, states, roots, LogCheckpoints.Verify(note, Agreement.Predicate.Logs.Directory));
        }
    }

    public DeviceKeys KeysOf(Member member) => keys[member.Id];

    public SenderTerms SignsAs(Member member) => KeysOf(member).SignsAs(member);

    public Member Enrol(string name, params Role[] roles) => EnrolIn(name, [], roles);

    public Member EnrolIn(string name, string[] teams, params Role[] roles)
    {
        MemberName called = MemberName.Parse(name);
        DeviceKeys device = DeviceKeys.Generate();
        MembershipPredicate terms = new()
        {
            Agreement = Agreement.Id,
            Member = MemberId.New(),
            Party = called.Party,
            Handle = called.Handle,
            Roles = roles,
            Teams = [.. teams.Select(Handle.Parse)],
            Devices = [device.ToTerms(Handle.Parse("laptop"))],
            Profile = null,
            Previous = null,
        };
        DsseEnvelope envelope = EnvelopeSigner.Sign(
            StatementCodec.Encode(StatementKinds.Membership, "membership", terms), [RootOf(called)]);
        keys.Add(terms.Member, device);
        return Append(envelope, terms.Member);
    }

    /// <summary>
    /// Another statement about a member, with the same keys; whoever still has the member as they were signs under a
    /// membership that holds no more.
    /// </summary>
    public Member Change(Member member, params Role[] roles) =>
        Append(Memberships.Change(Agreement.Id, member, roles, member.Teams, RootOf(member.Name)), member.Id);

    /// <summary>Ends a membership.</summary>
    public Member Revoke(Member member) =>
        Append(Memberships.Revoke(Agreement.Id, member, RevocationReason.Left, RootOf(member.Name)), member.Id);

    /// <summary>Seals and signs files of Alice's as a submission does.</summary>
    /// <param name="change">What a liar changes of the card after item and sender have been set.</param>
    public async Task<SignedItem> SignAsync(AccessPolicy policy, string folder, params byte[][] contents)
    {
        List<string> files = [];
        foreach (byte[] content in contents)
        {
            files.Add(Path.Combine(folder, $"file-{files.Count}.bin"));
            await File.WriteAllBytesAsync(files[^1], content, TestContext.Current.CancellationToken);
        }

        ItemId item = ItemId.New();
        ItemKeys itemKeys = ItemKeys.Generate();
        Card card = await CardReader.ReadAsync(files, new CardOptions { Title = "A title" }, TestContext.Current.CancellationToken);
        ItemSealer sealer = new(itemKeys, Path.Combine(folder, "spool"), progress: null);
        IReadOnlyList<SealedPart> parts =
            await sealer.SealAsync(item, card, Alice, [.. files.Select(SourceFile.Of)], TestContext.Current.CancellationToken);
        return Sign(item, itemKeys, policy, parts, Alice);
    }

    public SignedItem Sign(ItemId item, ItemKeys itemKeys, AccessPolicy policy, IReadOnlyList<SealedPart> parts, Member sender)
    {
        byte[] bytes = PolicyBytes.Encode(policy);
        ItemPredicate terms = new()
        {
            Item = item,
            Agreement = Agreement.Id,
            AgreementVersion = 1,
            Kind = "document",
            Suite = Suites.V1,
            Marking = TlpLabel.Text(policy.Tlp),
            Policy = bytes,
            PolicyDigest = PolicyBytes.Digest(bytes),
            Sender = SignsAs(sender),
            CardRecipient = itemKeys.Card.Recipient,
            ContentRecipient = itemKeys.Content.Recipient,
            Supersedes = null,
            Answers = null,
        };
        DsseEnvelope statement = EnvelopeSigner.Sign(
            StatementCodec.Encode(StatementKinds.Item, [.. parts.Select(part => part.Subject)], terms),
            [KeysOf(sender).Signer]);
        return new SignedItem(ItemVerifier.Verify(statement, Directory), statement, itemKeys, parts);
    }

    /// <summary>A receipt for one event, alone in the log.</summary>
    public byte[] Receipt(AuditEvent happened)
    {
        EventCommitment commitment = EventCommitment.Of(happened);
        byte[] note = SignedNote.Sign(new Checkpoint("log.example/audit", 1, commitment.LeafHash).Encode(), [auditLog]).Encode();
        return new TlogProof(commitment.ToExtra(), 0, [], note).Encode();
    }

    private SignerKey RootOf(MemberName name) => name.Party.ToString() == "lab" ? labRoot : instituteRoot;

    private Member Append(DsseEnvelope envelope, MemberId about)
    {
        states.Add(DirectoryReplay.Apply(states[^1], envelope));
        envelopes.Add(envelope);
        return Directory.Find(about)!;
    }
}
