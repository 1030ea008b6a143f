using Exchange.Contract.Directory;
using Exchange.Contract.Members;

namespace Exchange.Server.Retrieval;

/// <summary>What a member is to an item. More than one can hold at once; where none does, the item does not exist for them.</summary>
internal sealed record Standing(bool IsSender, bool InAudience, bool IsCompliance)
{
    public bool Sees => IsSender || InAudience || IsCompliance;

    /// <summary>Whether the item's whole record is theirs to read: every event, grant statement and receipt.</summary>
    public bool SeesRecord => IsSender || IsCompliance;

    /// <summary>Whether keys of the item may be theirs: compliance alone never is handed one.</summary>
    public bool MayAskForKeys => IsSender || InAudience;

    public static Standing Of(Member member, StoredItem item) => new(
        member.Id == item.Row.Sender,
        item.Policy.Audience.Includes(member.ToReader()),
        member.Has(Role.Compliance) && item.Parties.Contains(member.Name.Party));
}
