using Exchange.Contract.Directory;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Sealing;

/// <summary>One key of an item sealed to all devices of one member.</summary>
internal sealed record SealedGrant(Member Member, SealedKey Key, ReadOnlyMemory<byte> File)
{
    public Sha256Digest Digest => Sha256Digest.Of(File.Span);

    public GrantTerms Terms => new(Member.Id, Member.Statement, Key, Digest);

    /// <summary>The grant as the grant statement names it, by its place in it.</summary>
    public StatementSubject Subject(int place) => new(GrantSealer.SubjectName(place), "sha256", Digest.ToString(), null);
}
