using Exchange.Contract.Directory;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;

namespace Exchange.Client.Sealing;

/// <summary>One key of an item sealed to all devices of one member.</summary>
internal sealed record SealedGrant(Member Member, SealedKey Key, SealedGrantFile File)
{
    public GrantTerms Terms => new(Member.Id, Member.Statement, Key, File.Digest);
}
