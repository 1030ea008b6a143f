using System.Security.Cryptography;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Server.Grants;

namespace Exchange.Server.Tests.World;

/// <summary>Grants of both keys, unless others are named, to each member, and the statement that vouches for them.</summary>
internal sealed record TestGrants(DsseEnvelope Envelope, IReadOnlyList<ReadOnlyMemory<byte>> Files)
{
    public static TestGrants Seal(ServerWorld world, TestItem item, TestMember grantor, IReadOnlyList<TestMember> to, params SealedKey[] keys)
    {
        List<ReadOnlyMemory<byte>> files = [];
        List<GrantTerms> terms = [];
        foreach (TestMember member in to)
        {
            foreach (SealedKey key in keys.Length > 0 ? keys : [SealedKey.Card, SealedKey.Content])
            {
                byte[] file = RandomNumberGenerator.GetBytes(400);
                files.Add(file);
                terms.Add(new GrantTerms(member.Id, member.Membership.PayloadDigest, key, Sha256Digest.Of(file)));
            }
        }

        return Sign(grantor, new GrantPredicate(world.Agreement.Id, item.Id, item.Digest, grantor.Terms, terms), files);
    }

    public static TestGrants Sign(TestMember grantor, GrantPredicate terms, IReadOnlyList<ReadOnlyMemory<byte>> files)
    {
        StatementSubject[] subjects = [.. files.Select((file, index) =>
            new StatementSubject(OfferedGrants.SubjectName(index), "sha256", Sha256Digest.Of(file.Span).ToString(), null))];
        return new TestGrants(EnvelopeSigner.Sign(StatementCodec.Encode(StatementKinds.Grant, subjects, terms), [grantor.Signer]), files);
    }
}
