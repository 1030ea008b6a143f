using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Contract.Wire;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Hostile.World;
using Google.Protobuf;
using ListedItem = Exchange.Contract.Wire.ListedItem;

namespace Exchange.Hostile.Servers;

/// <summary>
/// S2, S10, S11: the server hands out a statement other than the one that the sender signed. It is asked for nothing more then.
/// </summary>
public sealed class StatementTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    [Fact]
    public Task A_statement_without_its_Ed25519_signature_is_not_believed() =>
        IsCaughtAsync(statement => statement with { Signatures = [statement.Signatures[1]] }, Findings.Ed25519Missing);

    [Fact]
    public Task A_statement_without_its_ML_DSA_signature_is_not_believed() =>
        IsCaughtAsync(statement => statement with { Signatures = [statement.Signatures[0]] }, Findings.MlDsaMissing);

    [Fact]
    public Task Signatures_in_the_other_order_are_not_believed() =>
        IsCaughtAsync(statement => statement with { Signatures = [.. statement.Signatures.Reverse()] }, Findings.SignaturesReordered);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task A_signature_that_stands_twice_is_not_believed(int which) =>
        IsCaughtAsync(
            statement => statement with { Signatures = [.. statement.Signatures, statement.Signatures[which]] },
            Findings.SignaturesReordered);

    [Fact]
    public Task A_third_signature_of_an_unknown_algorithm_is_not_believed() => IsCaughtAsync(
        statement => statement with
        {
            Signatures = [.. statement.Signatures, new DsseSignature(Sha256Digest.Of("key"u8).ToString(), new byte[128])],
        },
        Findings.SignatureOfUnknownKey);

    [Fact]
    public Task An_unknown_algorithm_in_the_place_of_ML_DSA_is_not_believed() => IsCaughtAsync(
        statement => statement with
        {
            Signatures = [statement.Signatures[0], new DsseSignature(Sha256Digest.Of("key"u8).ToString(), new byte[128])],
        },
        Findings.SignatureOfUnknownKey);

    [Fact]
    public Task Another_payload_type_is_not_believed() =>
        IsCaughtAsync(statement => statement with { PayloadType = "application/vnd.in-toto+xml" }, Findings.OtherPayloadType);

    [Fact]
    public async Task A_policy_that_was_loosened_is_not_believed()
    {
        HostileWorld world = shared.World;
        using Liar alice = await Liar.OpenAsync(world, "alice");
        DsseEnvelope loosened = Loosened(await alice.FetchEnvelopeAsync(world.First), alice, digestToo: true);
        await IsCaughtAsync(world, loosened, Findings.PolicyAltered);

        // Signed again by the operator, who is nobody; and by mallory, who is a member but not alice.
        using SignerKey operators = SignerKey.Generate();
        await IsCaughtAsync(world, EnvelopeSigner.Sign(loosened.Payload, [operators]), Findings.SignedByAnOutsider);
        using Liar mallory = await Liar.OpenAsync(world, "mallory");
        await IsCaughtAsync(world, mallory.SignStatement(loosened.Payload.ToArray()), Findings.SignedByAnotherMember);
    }

    [Fact]
    public async Task A_policy_of_another_digest_is_not_believed_even_of_the_sender()
    {
        HostileWorld world = shared.World;
        using Liar alice = await Liar.OpenAsync(world, "alice");
        DsseEnvelope loosened = Loosened(await alice.FetchEnvelopeAsync(world.First), alice, digestToo: false);
        await IsCaughtAsync(world, alice.SignStatement(loosened.Payload.ToArray()), Findings.PolicyOfAnotherDigest);
    }

    [Fact]
    public async Task Another_items_statement_is_not_believed()
    {
        HostileWorld world = shared.World;
        using Liar alice = await Liar.OpenAsync(world, "alice");
        DsseEnvelope second = await alice.FetchEnvelopeAsync(world.Second);
        await IsCaughtAsync(world, second, Findings.StatementOfAnotherItem, inbox: Findings.ItemTwice);
    }

    [Fact]
    public async Task A_true_statement_of_another_type_is_not_believed()
    {
        HostileWorld world = shared.World;
        using Liar alice = await Liar.OpenAsync(world, "alice");
        IReadOnlyList<DsseEnvelope> grants =
            await alice.Participant.Server.Grants.ListAsync(Contract.Ids.ItemId.Parse(world.First), TestContext.Current.CancellationToken);
        await IsCaughtAsync(world, grants[0], Findings.StatementOfAnotherType);
    }

    private async Task IsCaughtAsync(Func<DsseEnvelope, DsseEnvelope> change, Finding expected)
    {
        HostileWorld world = shared.World;
        using Liar alice = await Liar.OpenAsync(world, "alice");
        await IsCaughtAsync(world, change(await alice.FetchEnvelopeAsync(world.First)), expected);
    }

    // By whichever door it comes.
    private static async Task IsCaughtAsync(HostileWorld world, DsseEnvelope served, Finding expected, Finding? inbox = null)
    {
        ByteString bytes = ByteString.CopyFrom(served.Encode());
        world.Server.Cheat = Answers.Change<GetResponse>("Retrieval/Get", answer => answer.Item.Statement = bytes);
        await world.PullIsCaughtAsync(world.First, expected);
        await world.IsCaughtAsync("bob", expected, Remembers.Nothing, "show", world.First);
        bool first = true;
        world.Server.Cheat = Answers.Change<ListedItem>("Retrieval/List", answer =>
        {
            answer.Statement = first ? bytes : answer.Statement;
            first = false;
        });
        await world.IsCaughtAsync("bob", inbox ?? expected, Remembers.Nothing, "inbox");
        world.Server.Cheat = null;
        await world.OpensAsync(world.First);
    }

    private static DsseEnvelope Loosened(DsseEnvelope honest, Liar reader, bool digestToo)
    {
        VerifiedItem item = ItemVerifier.Verify(honest, reader.Directory);
        byte[] policy = PolicyBytes.Encode(item.Policy with { Purposes = ["research", "oversight"] });
        ItemPredicate terms =
            item.Predicate with { Policy = policy, PolicyDigest = digestToo ? PolicyBytes.Digest(policy) : item.Predicate.PolicyDigest };
        return honest with
        {
            Payload = StatementCodec.Encode(StatementKinds.Item, InTotoStatement.Parse(honest.Payload.Span).Subjects, terms),
        };
    }
}
