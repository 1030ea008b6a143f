using Exchange.Contract.Ids;
using Exchange.Contract.Members;

namespace Exchange.Contract.Policy;

/// <summary>The member who asks, as the directory has them at the time of the decision.</summary>
/// <param name="Teams">Teams of the member's own party.</param>
/// <param name="Active">False once the member is revoked or their party has left.</param>
public sealed record Reader(MemberId Id, PartyName Party, IReadOnlySet<Role> Roles, IReadOnlySet<Handle> Teams, bool Active);

/// <summary>What a policy needs to know of the agreement.</summary>
/// <param name="Purposes">Codes.</param>
/// <param name="Start">From when it is in force.</param>
/// <param name="End">It is in force until just before this instant.</param>
/// <param name="MinimumRetentionDays">For how many days items are kept at least.</param>
public sealed record AgreementTerms(
    IReadOnlyList<string> Purposes, DateTimeOffset Start, DateTimeOffset End, IReadOnlyList<PartyName> Parties, int MinimumRetentionDays);
