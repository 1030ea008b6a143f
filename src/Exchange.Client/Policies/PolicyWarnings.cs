using System.Globalization;
using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Statements;

namespace Exchange.Client.Policies;

/// <summary>What a sender should know about a policy that is valid, but perhaps not what they mean.</summary>
internal static class PolicyWarnings
{
    /// <summary>The most people who may be able to open an item without a warning.</summary>
    public const int ManyPeople = 39;

    private const int Named = 5;

    /// <param name="members">All who are active.</param>
    public static IEnumerable<string> Of(
        AccessPolicy policy, IReadOnlyList<WhoEntry> who, IReadOnlyList<Member> members, Member self, Agreement agreement) =>
    [
        .. Readers(policy, who, members),
        .. policy.Approvals.SelectMany(rule => Approvers(rule, ReadersOf(policy, members, self), members, self)),
        .. Unseen(policy, members),
        .. Shared(policy),
        .. Operator(policy, members, self, agreement),
    ];

    /// <summary>What is true of every item of the sender's under this agreement, whatever its policy.</summary>
    public static IEnumerable<string> Standing(Member self, Agreement agreement)
    {
        PartyTerms? party = agreement.Party(self.Name.Party);
        if (party?.Recovery is not null)
        {
            yield return $"the keys are also sealed to the recovery recipient of {party.Name}";
        }

        if (!HasGuard(self, agreement))
        {
            yield return $"{self.Name.Party} has no guard: the server's operator could, together with a reader, "
                + "open the item without a permit in the log";
        }
    }

    private static IEnumerable<string> Readers(AccessPolicy policy, IReadOnlyList<WhoEntry> who, IReadOnlyList<Member> members)
    {
        IEnumerable<Member> named = members.Where(member => policy.Audience.Members.Contains(member.Id));
        foreach (Member reader in named.Where(member => !member.Roles.Contains(Role.Reader)))
        {
            yield return $"{reader.Name} is named but does not hold the role reader, so no key is sealed to them";
        }

        int people = who.Where(CouldBeOpened).Select(entry => entry.Reader.Id).Distinct().Count();
        if (people == 0)
        {
            yield return "nobody who is enrolled now could open it";
        }
        else if (people > ManyPeople)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{people:N0} people could open it");
        }
    }

    /// <summary>At once or later, once those who must approve or acknowledge have done so.</summary>
    private static bool CouldBeOpened(WhoEntry entry) => entry.Key == SealedKey.Content && entry.Decision switch
    {
        Decision.Deny deny =>
            deny.Failed.All(failed => failed.Code is ConditionCode.ApprovalMissing or ConditionCode.TermsNotAcknowledged),
        _ => true,
    };

    private static IReadOnlyList<Member> ReadersOf(AccessPolicy policy, IReadOnlyList<Member> members, Member self) =>
        [.. members.Where(member => member.Id != self.Id && member.Has(Role.Reader) && policy.Audience.Includes(member.ToReader()))];

    private static IEnumerable<string> Approvers(
        ApprovalRule rule, IReadOnlyList<Member> readers, IReadOnlyList<Member> members, Member self)
    {
        Member[] eligible = [.. members.Where(member => rule.Asks(member.ToReader()))];
        string those = $"of {rule.Party} with the role {RoleNames.Format(rule.Role)}";
        if (eligible.Length < rule.Count)
        {
            string asked = string.Create(CultureInfo.InvariantCulture, $"{rule.Count} {(rule.Count == 1 ? "member" : "members")}");
            string enrolled = eligible.Length switch
            {
                0 => "none is enrolled",
                1 => "only 1 is enrolled",
                _ => string.Create(CultureInfo.InvariantCulture, $"only {eligible.Length} are enrolled"),
            };
            yield return $"{asked} {those} must approve and {enrolled}, so nobody could open it until others are";
        }
        else if (eligible is [Member only] && only.Id == self.Id)
        {
            yield return $"the only member {those} is {self.Name}: only the sender could approve";
        }
        else
        {
            // A reader's own approval does not count for them.
            Member[] stuck = [.. readers.Where(reader => eligible.Count(member => member.Id != reader.Id) < rule.Count)];
            if (stuck.Length > 0)
            {
                string names = string.Join(", ", stuck.Take(Named).Select(reader => reader.Name));
                yield return $"too few members {those} are enrolled, other than the reader: "
                    + $"{names}{(stuck.Length > Named ? ", …" : "")} could not open it until others are";
            }
        }
    }

    // The card shows to approvers as it does to readers.
    private static IEnumerable<string> Unseen(AccessPolicy policy, IReadOnlyList<Member> members)
    {
        if (policy.Approvals.Count == 0)
        {
            yield break;
        }

        int approvers = members.Select(member => member.ToReader())
            .Count(approver => policy.RuleFor(approver) is not null && !policy.Audience.Includes(approver));
        if (policy.Tlp == Tlp.Red && approvers > 0)
        {
            string see = approvers == 1 ? "member sees" : "members see";
            yield return string.Create(
                CultureInfo.InvariantCulture, $"TLP:RED is for named people only, but {approvers} more {see} the card to approve");
        }

        if (policy.CardShows == CardShows.WithContents)
        {
            yield return "the card shows with the contents, so approvers decide without seeing it";
        }
        else if (policy.CardShows == CardShows.AfterEmbargo)
        {
            yield return "the card shows after the embargo, so approvers who decide before that do not see it";
        }
    }

    // A sender who may not withdraw what they promised can still use it up.
    private static IEnumerable<string> Shared(AccessPolicy policy)
    {
        if (!policy.Revocable && policy.MaxOpenings is not null && policy.OnwardSharing != OnwardSharing.None)
        {
            yield return "it is not revocable, but members to whom it is granted onward use up the same maximum of openings";
        }
    }

    private static IEnumerable<string> Operator(AccessPolicy policy, IReadOnlyList<Member> members, Member self, Agreement agreement)
    {
        if (agreement.Predicate.Operator.Party is { } runs
            && runs != self.Name.Party
            && !HasGuard(self, agreement)
            && members.Any(member => member.Name.Party == runs && member.Has(Role.Reader) && policy.Audience.Includes(member.ToReader())))
        {
            yield return $"{runs} runs the server and has readers of the item, and {self.Name.Party} has no guard: "
                + $"{runs} alone could open the item without a permit in the log";
        }
    }

    private static bool HasGuard(Member self, Agreement agreement) =>
        agreement.Predicate.Guards.Any(guard => guard.Party == self.Name.Party);
}
