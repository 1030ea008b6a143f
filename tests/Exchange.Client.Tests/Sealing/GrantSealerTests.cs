using Exchange.Client.Release;
using Exchange.Client.Sealing;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Age;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Tests.Sealing;

public sealed class GrantSealerTests : IDisposable
{
    private readonly TwoParties parties = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Keys_go_to_the_sender_and_the_readers_of_the_audience_and_to_nobody_else()
    {
        AccessPolicy policy = parties.ToBob with
        {
            Audience = new Audience([parties.Carol.Id], [], [new AudienceRole(parties.Bob.Name.Party, Role.Reader)]),
        };
        Assert.Equal(
            ["lab/alice", "institute/bob", "institute/dave"],
            KeyRecipient.AllOf(policy, parties.Alice, parties.Directory).Select(granted => granted.Member.Name.ToString()));
        Assert.All(KeyRecipient.AllOf(policy, parties.Alice, parties.Directory), granted => Assert.True(granted.OpensContents));
    }

    [Fact]
    public void Whoever_is_only_to_approve_is_sealed_the_card_key_alone()
    {
        Member fiona = parties.Enrol("lab/fiona", Role.Approver);
        Member both = parties.Enrol("lab/grace", Role.Approver, Role.Reader);
        AccessPolicy policy = parties.ToBob with
        {
            Audience = new Audience([parties.Bob.Id, both.Id], [], []),
            Approvals = [new ApprovalRule(fiona.Name.Party, Role.Approver, 1, EachReader: false)],
        };
        Assert.Equal(
            [("lab/alice", 2), ("institute/bob", 2), ("lab/fiona", 1), ("lab/grace", 2)],
            KeyRecipient.AllOf(policy, parties.Alice, parties.Directory)
                .Select(granted => (granted.Member.Name.ToString(), granted.Keys.Count)));

        using ItemKeys keys = ItemKeys.Generate();
        IReadOnlyList<SealedGrant> grants =
            GrantSealer.Seal(ItemId.New(), Sha256Digest.Of([]), keys, [KeyRecipient.OfCardKey(fiona)], parties.Alice, null);
        Assert.Equal(SealedKey.Card, Assert.Single(grants).Key);
    }

    [Fact]
    public async Task Each_grant_opens_for_its_member_only_and_the_statement_names_them_all()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        using HybridIdentity recovery = HybridIdentity.Generate();
        IReadOnlyList<SealedGrant> grants = GrantSealer.Seal(
            signed.Item.Id,
            signed.Item.Digest,
            signed.Keys,
            [KeyRecipient.OfBothKeys(parties.Alice), KeyRecipient.OfBothKeys(parties.Bob)],
            parties.Alice,
            recovery.Recipient);

        Assert.Equal(
            [
                ("lab/alice", SealedKey.Card), ("lab/alice", SealedKey.Content), ("institute/bob", SealedKey.Card),
                ("institute/bob", SealedKey.Content),
            ],
            grants.Select(grant => (grant.Member.Name.ToString(), grant.Key)));
        foreach (SealedGrant grant in grants)
        {
            using HybridIdentity opened =
                GrantOpener.Open(grant.File.Span, signed.Item, grant.Key, grant.Member.Id, parties.KeysOf(grant.Member).Identity);
            Assert.Equal(signed.Keys.Of(grant.Key).Recipient, opened.Recipient);
        }

        // The recovery recipient opens what is sealed to the sender, and nothing that is sealed to others.
        Assert.NotEmpty(AgeOpener.Open(grants[1].File.Span, [recovery]));
        Assert.Throws<AgeException>(() => AgeOpener.Open(grants[3].File.Span, [recovery]));
        Assert.Throws<AgeException>(() => AgeOpener.Open(grants[3].File.Span, [parties.KeysOf(parties.Dave).Identity]));

        DsseEnvelope statement = GrantSealer.Sign(
            parties.Agreement,
            signed.Item.Id,
            signed.Item.Digest,
            parties.SignsAs(parties.Alice),
            grants,
            parties.KeysOf(parties.Alice).Signer);
        SignedByMember<GrantPredicate> read =
            MemberSignature.Verify(StatementKinds.Grant, statement, parties.Directory, terms => terms.Grantor);
        Assert.Equal(grants.Select(grant => grant.Terms), read.Predicate.Grants);
        Assert.Equal(["grant-0", "grant-1", "grant-2", "grant-3"], read.Statement.Subjects.Select(subject => subject.Name));
        Assert.Equal(grants.Select(grant => grant.File.Digest.ToString()), read.Statement.Subjects.Select(subject => subject.DigestHex));
    }
}
