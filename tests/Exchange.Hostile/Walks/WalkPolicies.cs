using Exchange.Client.Agreements;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Reports.Cards;
using Exchange.Testing;

namespace Exchange.Hostile.Walks;

/// <summary>Random policies, most of them coherent.</summary>
internal sealed class WalkPolicies(Draws draws, WalkPeople people, TimeProvider clock)
{
    /// <summary>The terms of those that have some.</summary>
    public static TermsText Terms { get; } = TermsText.Of("Not to leave the building.");

    /// <param name="sender">Whoever sends it, some of it is the lab's concern: so its compliance may read everything.</param>
    public AccessPolicy Any(string sender)
    {
        AccessPolicy plain = AgreementDefaults.Policy with
        {
            Audience = sender == WalkPeople.Senders[0] ? AudienceOfLab() : AudienceOfInstitute(),
            CardShows = draws.Of(CardShows.AtOnce, CardShows.AtOnce, CardShows.AfterEmbargo, CardShows.WithContents),
            Embargo = draws.OneIn(4) ? In(-1, 6) : null,
            Expires = draws.OneIn(3) ? In(1, 16) : null,
            MaxOpenings = draws.OneIn(3) ? (uint)(1 + draws.Below(3)) : null,
            MaxOpeningsPerPerson = draws.OneIn(3) ? (uint)(1 + draws.Below(2)) : null,
            Purposes = draws.OneIn(3) ? ["research"] : ["evaluation", "research"],
            Tlp = draws.Of(Tlp.Red, Tlp.AmberStrict, Tlp.Amber, Tlp.Green, Tlp.Green, Tlp.Clear),
        };
        return Fitting(draws.OneIn(5)
            ? plain with { RetentionDays = null }
            : plain with
            {
                Approvals = [.. Rules()],
                Terms = draws.OneIn(3) ? Terms.Digest : null,
                OnwardSharing = draws.Of(OnwardSharing.None, OnwardSharing.Party, OnwardSharing.Agreement),
                Grantors = draws.Of(Grantors.Sender, Grantors.Readers),
                Revocable = !draws.OneIn(6),
            });
    }

    /// <summary>Another one for an item: what a change may never touch stays, the marking (but for a few) no laxer than it was.</summary>
    public AccessPolicy Next(string sender, AccessPolicy before)
    {
        AccessPolicy next = Any(sender);
        if (draws.OneIn(4))
        {
            return before with { MaxOpenings = (uint)(2 + draws.Below(7)) };
        }

        bool first = before.Version == 1;
        return Fitting(next with
        {
            Version = before.Version,
            Tlp = draws.OneIn(8) || next.Tlp < before.Tlp ? next.Tlp : before.Tlp,
            Terms = first ? null : before.Terms,
            Approvals = first ? [] : next.Approvals,
            RetentionDays = before.RetentionDays,
            OnwardSharing = first ? OnwardSharing.None : next.OnwardSharing,
            Grantors = first ? Grantors.Sender : next.Grantors,
            Revocable = first || next.Revocable,
        });
    }

    // What a marking says of how far an item goes holds of the policy under it: red is for named people and nobody else, amber for
    // their organisations.
    private static AccessPolicy Fitting(AccessPolicy policy)
    {
        AccessPolicy marked = policy.Tlp == Tlp.Red && policy.Audience.Teams.Count + policy.Audience.Roles.Count > 0
            ? policy with { Tlp = Tlp.AmberStrict }
            : policy;
        OnwardSharing furthest = marked.Tlp switch
        {
            Tlp.Red => OnwardSharing.None,
            Tlp.AmberStrict or Tlp.Amber => OnwardSharing.Party,
            _ => OnwardSharing.Agreement,
        };
        return marked.OnwardSharing > furthest ? marked with { OnwardSharing = furthest } : marked;
    }

    private Audience AudienceOfLab() => draws.Below(6) switch
    {
        0 => Named("bob"),
        1 => Named("rob"),
        2 => Named("frank", "bob"),
        3 => new Audience([], [new AudienceTeam(WalkPeople.Institute, WalkPeople.Team)], []),
        4 => Named(["bob", .. people.Guests]),
        _ => new Audience([], [], [new AudienceRole(WalkPeople.Institute, Role.Reader)]),
    };

    private Audience AudienceOfInstitute() => draws.Below(5) switch
    {
        0 => Named("rob"),
        1 => Named("rob", "bob", WalkPeople.Both),
        2 => new Audience(
            [],
            [new AudienceTeam(WalkPeople.Lab, WalkPeople.Team), new AudienceTeam(WalkPeople.Institute, WalkPeople.Team)],
            []),
        3 => Named(["rob", .. people.Guests]),
        _ => new Audience([people.IdOf("bob")], [], [new AudienceRole(WalkPeople.Lab, Role.Reader)]),
    };

    private Audience Named(params string[] names) => new([.. names.Select(people.IdOf)], [], []);

    private IEnumerable<ApprovalRule> Rules()
    {
        bool each = draws.OneIn(3);
        if (draws.OneIn(3))
        {
            yield return new ApprovalRule(WalkPeople.Lab, Role.Approver, 1, each);
        }

        if (draws.OneIn(4))
        {
            yield return new ApprovalRule(WalkPeople.Institute, Role.Approver, draws.OneIn(3) ? 2u : 1u, each);
        }
    }

    private DateTimeOffset In(int from, int until) =>
        DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().AddHours(from + draws.Below(until - from)).ToUnixTimeSeconds());
}
