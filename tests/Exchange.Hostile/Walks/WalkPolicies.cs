using Exchange.Client.Agreements;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Hostile.Walks;

/// <summary>Random policies, most of them coherent.</summary>
internal sealed class WalkPolicies(Random random, WalkPeople people, TimeProvider clock)
{
    private static readonly PartyName Lab = PartyName.Parse("lab");
    private static readonly PartyName Institute = PartyName.Parse("institute");

    public AccessPolicy Any() => AgreementDefaults.Policy with
    {
        Version = random.Next(5) == 0 ? 1u : 2u,
        Audience = Audience(),
        CardShows = Pick(CardShows.AtOnce, CardShows.AtOnce, CardShows.AfterEmbargo, CardShows.WithContents),
        Embargo = Maybe(3) ? In(-1, 12) : null,
        Expires = Maybe(3) ? In(12, 72) : null,
        MaxOpenings = Maybe(3) ? (uint)random.Next(2, 5) : null,
        MaxOpeningsPerPerson = Maybe(3) ? (uint)random.Next(1, 3) : null,
        Purposes = Maybe(4) ? ["research"] : ["evaluation", "research"],
        Tlp = Tlp.Amber,
    } is var plain && plain.Version == 1
        ? plain with { RetentionDays = null }
        : plain with
        {
            Approvals = [.. Rules()],
            Terms = Maybe(4) ? Sha256Digest.Of("terms"u8) : null,
            OnwardSharing = Pick(OnwardSharing.None, OnwardSharing.Party, OnwardSharing.Agreement),
            Grantors = Pick(Grantors.Sender, Grantors.Readers),
            Revocable = !Maybe(6),
        };

    /// <summary>Another one for an item: what a change may never touch stays.</summary>
    public AccessPolicy Next(AccessPolicy before) => Any() is var next && Maybe(4)
        ? before with { MaxOpenings = (uint)random.Next(2, 9) }
        : next with { Version = before.Version, Terms = before.Version == 1 ? null : before.Terms, Approvals = before.Version == 1 ? [] : next.Approvals, RetentionDays = before.RetentionDays, OnwardSharing = before.Version == 1 ? OnwardSharing.None : next.OnwardSharing, Grantors = before.Version == 1 ? Grantors.Sender : next.Grantors, Revocable = before.Version == 1 || next.Revocable };

    private Audience Audience() => random.Next(4) switch
    {
        0 => new Audience([people.IdOf("bob")], [], []),
        1 => new Audience([people.IdOf("rob")], [], []),
        2 => new Audience([people.IdOf("frank"), people.IdOf("bob")], [], []),
        _ => new Audience([], [], [new AudienceRole(Institute, Role.Reader)]),
    };

    private IEnumerable<ApprovalRule> Rules()
    {
        bool each = Maybe(3);
        if (Maybe(3))
        {
            yield return new ApprovalRule(Lab, Role.Approver, 1, each);
        }

        if (Maybe(3))
        {
            yield return new ApprovalRule(Institute, Role.Approver, (uint)random.Next(1, 3), each);
        }
    }

    private DateTimeOffset In(int from, int until) => DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().AddHours(random.Next(from, until)).ToUnixTimeSeconds());

    private bool Maybe(int outOf) => random.Next(outOf) == 0;

    private T Pick<T>(params T[] values) => values[random.Next(values.Length)];
}
