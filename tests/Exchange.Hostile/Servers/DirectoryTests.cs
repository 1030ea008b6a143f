using Exchange.Client.Keys;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Statements;
using Exchange.Contract.Wire;
using Exchange.Formats.Dsse;
using Exchange.Hostile.World;
using Directory = System.IO.Directory;

namespace Exchange.Hostile.Servers;

/// <summary>
/// S3: the server slips a key of its own into the directory, into a tree that is whole and truly signed. Whoever is about to seal
/// to it replays the directory first; nothing is sealed and nothing sent.
/// </summary>
public sealed class DirectoryTests
{
    [Fact]
    public Task A_member_whom_nobody_signed_is_not_sealed_to() =>
        IsCaughtAsync(
            (world, erin) => EnvelopeSigner.Sign(Enrolment(erin, "bob2"), [SignerKey.Generate()]),
            "institute/bob2",
            Findings.EnrolledByNobody);

    [Fact]
    public Task A_member_whom_the_other_partys_administrator_signed_is_not_sealed_to() => IsCaughtAsync(
        async (world, erin) =>
        {
            using Liar dana = await Liar.OpenAsync(world, "dana");
            return dana.SignStatement(Enrolment(erin, "bob2"));
        },
        "institute/bob2",
        Findings.EnrolledByTheOtherParty);

    [Fact]
    public Task A_member_whom_somebody_without_the_role_signed_is_not_sealed_to() => IsCaughtAsync(
        async (world, erin) =>
        {
            using Liar carol = await Liar.OpenAsync(world, "carol");
            return carol.SignStatement(Enrolment(erin, "bob2"));
        },
        "institute/bob2",
        Findings.EnrolledByNobody);

    [Fact]
    public Task A_members_key_swapped_by_a_statement_that_does_not_chain_is_not_sealed_to() => IsCaughtAsync(
        (world, erin) => erin.SignStatement(Enrolment(erin, "bob", terms => terms with { Member = erin.Find("institute/bob").Id })),
        "institute/bob",
        Findings.RotationUnchained);

    [Fact]
    public Task An_administrator_made_by_an_administrator_does_not_count() => IsCaughtAsync(
        (world, erin) => erin.SignStatement(Enrolment(erin, "eve", terms => terms with { Roles = [Role.Administrator] })),
        "institute/bob",
        Findings.AdministratorWithoutRoot);

    [Fact]
    public Task A_statement_of_another_kind_does_not_count() => IsCaughtAsync(
        async (world, erin) =>
        {
            using Liar alice = await Liar.OpenAsync(world, "alice");
            return erin.SignStatement((await alice.FetchEnvelopeAsync(world.First)).Payload.ToArray());
        },
        "institute/bob",
        Findings.NoDirectoryStatement);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_recipient_swapped_where_it_stands_is_caught_by_who_saw_it_and_by_who_comes_new(bool seenBefore)
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        using Liar erin = await Liar.OpenAsync(world, "erin");
        (long index, DsseEnvelope honest) = StatementOf(erin, "institute/bob");
        using DeviceKeys operators = DeviceKeys.Generate();
        MembershipPredicate terms = StatementCodec.Read(
            StatementKinds.Membership,
            EnvelopeVerifier.VerifyThreshold(honest, [erin.Participant.Keys.Signer.PublicKey], 1)).Predicate;
        byte[] payload = StatementCodec.Encode(
            StatementKinds.Membership,
            "membership",
            terms with { Devices = [terms.Devices[0] with { Recipient = operators.Identity.Recipient }] });
        Forgery.ReplaceInDirectory(world.Server.Home, index, honest with { Payload = payload });

        string memory = Path.Combine(world.HomeOf("alice"), "sandbox", "memory");
        if (!seenBefore)
        {
            Directory.Delete(memory, recursive: true);
            Directory.CreateDirectory(memory);
        }

        await SubmitIsCaughtAsync(world, "institute/bob", seenBefore ? Findings.DirectoryOfTwoRoots : Findings.MembershipAltered);
        Forgery.ReplaceInDirectory(world.Server.Home, index, honest);
        await SubmitsAsync(world);
    }

    [Fact]
    public async Task A_directory_of_which_a_statement_is_withheld_is_not_believed()
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        string memory = Path.Combine(world.HomeOf("alice"), "sandbox", "memory");
        Directory.Delete(memory, recursive: true);
        Directory.CreateDirectory(memory);
        int count = 0;
        world.Server.Cheat = Answers.Replace<ReplayResponse>("Directory/Replay", message => count++ == 5 ? [] : [message]);
        await SubmitIsCaughtAsync(world, "institute/bob", Findings.DirectoryStatementWithheld);
        world.Server.Cheat = null;
        await SubmitsAsync(world);
    }

    private static Task IsCaughtAsync(Func<HostileWorld, Liar, DsseEnvelope> forge, string to, Finding expected) =>
        IsCaughtAsync((world, erin) => Task.FromResult(forge(world, erin)), to, expected);

    private static async Task IsCaughtAsync(Func<HostileWorld, Liar, Task<DsseEnvelope>> forge, string to, Finding expected)
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        using Liar erin = await Liar.OpenAsync(world, "erin");
        string honest = world.KeepServer();
        Forgery.AppendToDirectory(world.Server.Home, await forge(world, erin));
        await SubmitIsCaughtAsync(world, to, expected);

        // The same for everybody who only reads, and for a server that was started anew on it.
        await world.PullIsCaughtAsync(world.First, expected);
        await world.WhileStoppedAsync(() => { });
        await world.IsCaughtAsync("carol", expected, Remembers.Nothing, "audit", "verify");
        await world.WhileStoppedAsync(() => world.PutBackServer(honest));
        await SubmitsAsync(world);
    }

    private static async Task SubmitIsCaughtAsync(HostileWorld world, string to, Finding expected)
    {
        string file = Path.Combine(world.Folder, "first.txt");
        int stored = Stored(world);
        await world.IsCaughtAsync("alice", expected, Remembers.Nothing, "submit", file, "--to", to);
        Assert.Equal(stored, Stored(world));
    }

    private static async Task SubmitsAsync(HostileWorld world)
    {
        (await world.AsAsync("alice", "submit", Path.Combine(world.Folder, "first.txt"), "--to", "institute/bob")).Expect(0);
        await world.OpensAsync(world.First);
    }

    private static int Stored(HostileWorld world) =>
        ((string[])["parts", "uploads"]).Sum(
            folder => Directory.GetFileSystemEntries(Path.Combine(world.ServerFolder, folder), "*", SearchOption.AllDirectories).Length);

    private static (long Index, DsseEnvelope Statement) StatementOf(Liar reader, string name)
    {
        Member member = reader.Find(name);
        return reader.Participant.History.Envelopes
            .Index()
            .Select(entry => ((long)entry.Index, entry.Item))
            .Single(entry => entry.Item.PayloadDigest == member.Statement);
    }

    private static byte[] Enrolment(Liar erin, string handle, Func<MembershipPredicate, MembershipPredicate>? change = null)
    {
        using DeviceKeys keys = DeviceKeys.Generate();
        MembershipPredicate terms = new()
        {
            Agreement = erin.Participant.Agreement.Id,
            Member = MemberId.New(),
            Party = PartyName.Parse("institute"),
            Handle = Handle.Parse(handle),
            Roles = [Role.Reader],
            Teams = [],
            Devices = [keys.ToTerms(Handle.Parse("laptop"))],
            Profile = null,
            Previous = null,
        };
        return StatementCodec.Encode(StatementKinds.Membership, "membership", change?.Invoke(terms) ?? terms);
    }
}
