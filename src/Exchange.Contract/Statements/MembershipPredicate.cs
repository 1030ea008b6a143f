using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>A member as their party's administrator (for administrators: the party's roots) states them.</summary>
public sealed record MembershipPredicate
{
    public required AgreementId Agreement { get; init; }

    public required MemberId Member { get; init; }

    public required PartyName Party { get; init; }

    public required Handle Handle { get; init; }

    public required IReadOnlyList<Role> Roles { get; init; }

    public required IReadOnlyList<Handle> Teams { get; init; }

    public required IReadOnlyList<DeviceTerms> Devices { get; init; }

    /// <summary>A salted commitment to the person's profile, which lives off the log and can be erased; or null.</summary>
    public required Sha256Digest? Profile { get; init; }

    /// <summary>The digest of this member's statement before, or null for the first.</summary>
    public required Sha256Digest? Previous { get; init; }
}

/// <summary>Ends a membership for good: neither its id nor any of its keys counts again.</summary>
/// <param name="Reason">A code: <c>left</c>, <c>key-compromise</c>, <c>role-ended</c> or <c>other</c>.</param>
public sealed record RevocationPredicate(AgreementId Agreement, MemberId Member, string Reason, Sha256Digest Previous);
