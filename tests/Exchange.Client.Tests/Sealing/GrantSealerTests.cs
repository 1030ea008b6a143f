using Exchange.Client.Retrieval;
using Exchange.Client.Sealing;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Directory;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Age;
using Exchange.Formats.Dsse;

namespace Exchange.Client.Tests.Sealing;

public sealed class GrantSealerTests : IDisposable
{
    private readonly TwoParties parties = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Keys_go_to_the_sender_and_the_readers_of_the_audience_and_to_nobody_else()
    {
        AccessPolicy policy = parties.ToBob with { Audience = new Audience([parties.Carol.Id], [], [new AudienceRole(parties.Bob.Name.Party, Role.Reader)]) };
        Assert.Equal(["lab/alice", "institute/bob", "institute/dave"], GrantSealer.MembersOf(policy, parties.Alice, parties.Directory).Select(member => member.Name.ToString()));
    }

    [Fact]
    public async Task Each_grant_opens_for_its_member_only_and_the_statement_names_them_all()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        using HybridIdentity recovery = HybridIdentity.Generate();
        IReadOnlyList<SealedGrant> grants = GrantSealer.Seal(signed.Item.Id, signed.Item.Digest, signed.Keys, [parties.Alice, parties.Bob], parties.Alice, recovery.Recipient);

        Assert.Equal(
            [("lab/alice", SealedKey.Card), ("lab/alice", SealedKey.Content), ("institute/bob", SealedKey.Card), ("institute/bob", SealedKey.Content)],
            grants.Select(grant => (grant.Member.Name.ToString(), grant.Key)));
        foreach (SealedGrant grant in grants)
        {
            using HybridIdentity opened = GrantOpener.Open(grant.File.Span, signed.Item, grant.Key, grant.Member.Id, parties.KeysOf(grant.Member).Identity);
            Assert.Equal(signed.Keys.Of(grant.Key).Recipient, opened.Recipient);
        }

        // The recovery recipient opens what is sealed to the sender, and nothing that is sealed to others.
        Assert.NotEmpty(AgeOpener.Open(grants[1].File.Span, [recovery]));
        Assert.Throws<AgeException>(() => AgeOpener.Open(grants[3].File.Span, [recovery]));
        Assert.Throws<AgeException>(() => AgeOpener.Open(grants[3].File.Span, [parties.KeysOf(parties.Dave).Identity]));

        DsseEnvelope statement = GrantSealer.Sign(parties.Agreement, signed.Item.Id, signed.Item.Digest, parties.SignsAs(parties.Alice), grants, parties.KeysOf(parties.Alice).Signer);
        SignedByMember<GrantPredicate> read = MemberSignature.Verify(StatementKinds.Grant, statement, parties.Directory, terms => terms.Grantor);
        Assert.Equal(grants.Select(grant => grant.Terms), read.Terms.Grants);
        Assert.Equal(["grant-0", "grant-1", "grant-2", "grant-3"], read.Statement.Subjects.Select(subject => subject.Name));
        Assert.Equal(grants.Select(grant => grant.Digest.ToString()), read.Statement.Subjects.Select(subject => subject.DigestHex));
    }
}
