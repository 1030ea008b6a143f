using Exchange.Client.Agreements;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Reports;
using Exchange.Testing;

namespace Exchange.Hostile.Walks;

/// <summary>Random policies, most of them coherent.</summary>
internal sealed class WalkPolicies(Draws draws, WalkPeople people, TimeProvider clock)
{
    /// <summary>The terms of those that have some.</summary>
    public static TermsText Terms { get; } = TermsText.Of("Not to leave the building.");

    private static readonly PartyName Lab = PartyName.Parse("lab");
    private static readonly PartyName Institute = PartyName.Parse("institute");

    public AccessPolicy Any() => AgreementDefaults.Policy with
    {
        Version = draws.OneIn(5) ? 1u : 2u,
        Audience = Audience(),
        CardShows = draws.Of(CardShows.AtOnce, CardShows.AtOnce, CardShows.AfterEmbargo, CardShows.WithContents),
        Embargo = draws.OneIn(3) ? In(-1, 6) : null,
        Expires = draws.OneIn(3) ? In(12, 72) : null,
        MaxOpenings = draws.OneIn(3) ? (uint)(2 + draws.Below(3)) : null,
        MaxOpeningsPerPerson = draws.OneIn(3) ? (uint)(1 + draws.Below(2)) : null,
        Purposes = draws.OneIn(3) ? ["research"] : ["evaluation", "research"],
        Tlp = Tlp.Amber,
    } is var plain && plain.Version == 1
        ? plain with { RetentionDays = null }
        : plain with
        {
            Approvals = [.. Rules()],
            Terms = draws.OneIn(2) ? Terms.Digest : null,
            OnwardSharing = draws.Of(OnwardSharing.None, OnwardSharing.Party),
            Grantors = draws.Of(Grantors.Sender, Grantors.Readers),
            Revocable = !draws.OneIn(6),
        };

    /// <summary>Another one for an item: what a change may never touch stays.</summary>
    public AccessPolicy Next(AccessPolicy before) => Any() is var next && draws.OneIn(4)
        ? before with { MaxOpenings = (uint)(2 + draws.Below(7)) }
        : next with { Version = before.Version, Terms = before.Version == 1 ? null : before.Terms, Approvals = before.Version == 1 ? [] : next.Approvals, RetentionDays = before.RetentionDays, OnwardSharing = before.Version == 1 ? OnwardSharing.None : next.OnwardSharing, Grantors = before.Version == 1 ? Grantors.Sender : next.Grantors, Revocable = before.Version == 1 || next.Revocable };

    private Audience Audience() => draws.Below(4) switch
    {
        0 => new Audience([people.IdOf("bob")], [], []),
        1 => new Audience([people.IdOf("rob")], [], []),
        2 => new Audience([people.IdOf("frank"), people.IdOf("bob")], [], []),
        _ => new Audience([], [], [new AudienceRole(Institute, Role.Reader)]),
    };

    private IEnumerable<ApprovalRule> Rules()
    {
        bool each = draws.OneIn(2);
        if (draws.OneIn(2))
        {
            yield return new ApprovalRule(Lab, Role.Approver, 1, each);
        }

        if (draws.OneIn(2))
        {
            yield return new ApprovalRule(Institute, Role.Approver, (uint)(1 + draws.Below(2)), each);
        }
    }

    private DateTimeOffset In(int from, int until) => DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().AddHours(from + draws.Below(until - from)).ToUnixTimeSeconds());
}
