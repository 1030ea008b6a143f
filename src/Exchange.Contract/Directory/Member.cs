using System.Collections.Immutable;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Directory;

/// <summary>A member as the directory states them at one of its sizes.</summary>
/// <param name="Statement">The digest of the membership statement that holds, or of the revocation that ended it.</param>
public sealed record Member(
    MemberId Id,
    MemberName Name,
    ImmutableSortedSet<Role> Roles,
    ImmutableArray<Handle> Teams,
    ImmutableArray<Device> Devices,
    Sha256Digest Statement,
    bool Active)
{
    public bool Has(Role role) => Active && Roles.Contains(role);

    /// <summary>The device of these keys that the member has now; null where there is none, or the member is active no more.</summary>
    public Device? Present(SignerPublicKey signer) => Active ? Devices.FirstOrDefault(device => device.Signer == signer) : null;

    /// <summary>What the policy needs to know of a reader.</summary>
    public Reader ToReader() => new(Id, Name.Party, Roles, Teams.ToImmutableHashSet(), Active);
}
