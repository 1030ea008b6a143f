using Exchange.Client;
using Exchange.Client.Agreements;
using Exchange.Client.Home;
using Exchange.Client.Keys;
using Exchange.Client.Sealing;
using Exchange.Client.Submission;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Reports;
using Exchange.Reports.Cards;

namespace Exchange.Hostile.World;

/// <summary>An enrolled submitter with a client of their own make: true keys, true signatures, false contents.</summary>
internal sealed class Liar : IDisposable
{
    private readonly Participant self;
    private readonly string scratch;

    private Liar(Participant self, string scratch)
    {
        this.self = self;
        this.scratch = scratch;
    }

    public Member Self => self.Self;

    public DirectoryState Directory => self.Directory;

    public Participant Participant => self;

    public static async Task<Liar> OpenAsync(HostileWorld world, string person)
    {
        Participant self = await Participant.OpenAsync(
            ClientHome.Open(world.HomeOf(person)).Pick(null),
            KeyUnlock.None,
            new ParticipantOptions(),
            TestContext.Current.CancellationToken);
        string scratch = Path.Combine(world.Folder, "scratch-" + Guid.NewGuid().ToString("n"));
        System.IO.Directory.CreateDirectory(scratch);
        return new Liar(self, scratch);
    }

    public Member Find(string name) => Directory.Find(MemberName.Parse(name)) ?? throw new InvalidOperationException($"no {name}");

    /// <summary>An item as the server has it.</summary>
    public async Task<VerifiedItem> FetchAsync(string item) => ItemVerifier.Verify(await FetchEnvelopeAsync(item), Directory);

    public async Task<DsseEnvelope> FetchEnvelopeAsync(string item) =>
        (await self.Server.Items.GetAsync(ItemId.Parse(item), TestContext.Current.CancellationToken)).Item.Statement;

    /// <summary>Seals a card and so many files, as if for that item of that sender.</summary>
    /// <param name="lie">What the card says instead of the truth.</param>
    public async Task<IReadOnlyList<SealedPart>> SealAsync(
        ItemId item,
        Member sender,
        ItemKeys keys,
        Func<Card, Card>? lie = null,
        int count = 1)
    {
        string[] files = [.. Enumerable.Range(0, count).Select(index => Path.Combine(scratch, $"note-{index}.txt"))];
        foreach (string file in files)
        {
            await File.WriteAllTextAsync(file, HostileWorld.ContentCanary, TestContext.Current.CancellationToken);
        }

        Card card =
            await CardReader.ReadAsync(files, new CardOptions { Title = HostileWorld.CardCanary }, TestContext.Current.CancellationToken);
        ItemSealer sealer = new(keys, scratch, progress: null);
        return await sealer.SealAsync(
            item, lie?.Invoke(card) ?? card, sender, [.. files.Select(SourceFile.Of)], TestContext.Current.CancellationToken);
    }

    /// <summary>The statement about these parts, for bob, signed with the liar's own keys.</summary>
    public DsseEnvelope Sign(ItemId item, ItemKeys keys, IReadOnlyList<SealedPart> parts, Func<AccessPolicy, AccessPolicy>? change = null)
    {
        AccessPolicy policy = AgreementDefaults.Policy with { Audience = new Audience([Find("institute/bob").Id], [], []) };
        byte[] bytes = PolicyBytes.Encode(change?.Invoke(policy) ?? policy);
        ItemPredicate terms = new()
        {
            Item = item,
            Agreement = self.Agreement.Id,
            AgreementVersion = self.Agreement.Predicate.Version,
            Kind = "document",
            Suite = Suites.V1,
            Marking = TlpLabel.Text(policy.Tlp),
            Policy = bytes,
            PolicyDigest = PolicyBytes.Digest(bytes),
            Sender = self.SenderTerms,
            CardRecipient = keys.Card.Recipient,
            ContentRecipient = keys.Content.Recipient,
            Supersedes = null,
            Answers = null,
        };
        return SignStatement(StatementCodec.Encode(StatementKinds.Item, [.. parts.Select(part => part.Subject)], terms));
    }

    public DsseEnvelope SignStatement(byte[] payload) => EnvelopeSigner.Sign(payload, [self.Keys.Signer]);

    /// <summary>Hands it in, through the honest front door.</summary>
    /// <param name="labelled">A key whose grants name another statement, and which; null where all name the item's.</param>
    /// <param name="granted">The keys in the grants; null for the item's.</param>
    public async Task SubmitAsync(
        ItemId item,
        ItemKeys keys,
        IReadOnlyList<SealedPart> parts,
        DsseEnvelope statement,
        (SealedKey Key, Sha256Digest Statement)? labelled = null,
        ItemKeys? granted = null)
    {
        IReadOnlyList<SealedGrant> grants =
        [
            .. Seal(statement.PayloadDigest).Where(grant => grant.Key != labelled?.Key),
            .. labelled is { } lie ? Seal(lie.Statement).Where(grant => grant.Key == lie.Key) : [],
        ];
        DsseEnvelope signed = GrantSealer.Sign(self.Agreement, item, statement.PayloadDigest, self.SenderTerms, grants, self.Keys.Signer);
        PreparedItem prepared = new(item, statement, signed, [.. grants.Select(grant => grant.File)], parts);
        await new PartUploader(self.Server).UploadAsync(prepared, null, TestContext.Current.CancellationToken);
        await self.Server.Items.SubmitAsync(statement, signed, prepared.Grants, TestContext.Current.CancellationToken);

        IReadOnlyList<SealedGrant> Seal(Sha256Digest digest) => GrantSealer.Seal(
            item,
            digest,
            granted ?? keys,
            [KeyRecipient.OfBothKeys(Self), KeyRecipient.OfBothKeys(Find("institute/bob"))],
            Self,
            recovery: null);
    }

    public void Dispose() => self.Dispose();
}
