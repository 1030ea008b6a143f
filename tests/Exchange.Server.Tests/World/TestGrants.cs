using System.Security.Cryptography;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;

namespace Exchange.Server.Tests.World;

/// <summary>Grants of both keys, unless others are named, to each member, and the statement that vouches for them.</summary>
internal sealed record TestGrants(DsseEnvelope Envelope, IReadOnlyList<SealedGrantFile> Files)
{
    public static TestGrants Seal(
        ServerWorld world,
        TestItem item,
        TestMember grantor,
        IReadOnlyList<TestMember> to,
        params SealedKey[] keys)
    {
        List<SealedGrantFile> files = [];
        List<GrantTerms> terms = [];
        foreach (TestMember member in to)
        {
            foreach (SealedKey key in keys.Length > 0 ? keys : [SealedKey.Card, SealedKey.Content])
            {
                SealedGrantFile file = new(RandomNumberGenerator.GetBytes(400));
                files.Add(file);
                terms.Add(new GrantTerms(member.Id, member.Membership.PayloadDigest, key, file.Digest));
            }
        }

        return Sign(grantor, new GrantPredicate(world.Agreement.Id, item.Id, item.Digest, grantor.Terms, terms), files);
    }

    public static TestGrants Sign(TestMember grantor, GrantPredicate terms, IReadOnlyList<SealedGrantFile> files)
    {
        StatementSubject[] subjects = [.. files.Select((file, place) => file.Subject(place))];
        return new TestGrants(EnvelopeSigner.Sign(StatementCodec.Encode(StatementKinds.Grant, subjects, terms), [grantor.Signer]), files);
    }
}
