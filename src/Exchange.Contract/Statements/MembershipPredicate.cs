using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>A member as their party's administrator (for administrators: the party's roots) states them.</summary>
/// <param name="Profile">A salted commitment to the person's profile, which lives off the log and can be erased; or null.</param>
/// <param name="Previous">The digest of this member's statement before, or null for the first.</param>
public sealed record MembershipPredicate(
    AgreementId Agreement,
    MemberId Member,
    PartyName Party,
    Handle Handle,
    IReadOnlyList<Role> Roles,
    IReadOnlyList<Handle> Teams,
    IReadOnlyList<DeviceTerms> Devices,
    Sha256Digest? Profile,
    Sha256Digest? Previous);
