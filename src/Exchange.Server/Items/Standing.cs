using Exchange.Contract.Directory;
using Exchange.Contract.Members;
using Exchange.Server.Storage;

namespace Exchange.Server.Items;

/// <summary>What a member is to an item. Several can hold at once; where none does, the item does not exist for them.</summary>
internal sealed record Standing(bool IsSender, bool InAudience, bool IsApprover, bool IsCompliance)
{
    public bool Sees => IsSender || InAudience || IsApprover || IsCompliance;

    /// <summary>Whether the item's whole record is theirs to read: every event, grant statement and receipt.</summary>
    public bool SeesRecord => IsSender || IsCompliance;

    /// <summary>Whether they may be granted keys, as the policy decides: compliance alone never is.</summary>
    public bool MayAskForKeys => IsSender || InAudience || IsApprover;

    public static Standing Of(Member member, StoredItem item, LedgerReader stored, DirectoryState directory) => new(
        member.Id == item.Row.Sender,
        item.Policy.Admits(member.ToReader(), StoredFacts.Of(item, stored).ReachOf(member, directory)),
        item.Policy.RuleFor(member.ToReader()) is not null,
        member.Has(Role.Compliance) && item.Parties.Contains(member.Name.Party));
}
