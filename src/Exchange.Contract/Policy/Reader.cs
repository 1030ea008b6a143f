using Exchange.Contract.Ids;
using Exchange.Contract.Members;

namespace Exchange.Contract.Policy;

/// <summary>The member who asks, as the directory has them at the time of the decision. <paramref name="Teams"/> are teams of <paramref name="Party"/>; <paramref name="Active"/> is false once the member is revoked or their party has left.</summary>
public sealed record Reader(MemberId Id, PartyName Party, IReadOnlySet<Role> Roles, IReadOnlySet<Handle> Teams, bool Active);
