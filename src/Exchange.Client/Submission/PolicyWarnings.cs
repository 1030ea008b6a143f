using System.Globalization;
using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;

namespace Exchange.Client.Submission;

/// <summary>What a sender should know of a policy that can hold, but perhaps not as they mean it.</summary>
internal static class PolicyWarnings
{
    /// <summary>The most people who could open an item without a word about it.</summary>
    public const int ManyPeople = 39;

    /// <param name="members">All who are active.</param>
    public static IEnumerable<string> Of(AccessPolicy policy, IReadOnlyList<WhoEntry> who, IReadOnlyList<Member> members, Member self, Agreement agreement) =>
        [.. Readers(policy, who, members), .. policy.Approvals.SelectMany(rule => Approvers(rule, ReadersOf(policy, members, self), members, self)), .. Unseen(policy, members), .. Shared(policy), .. Operator(policy, members, self, agreement)];

    /// <summary>What holds of every item of the sender's under this agreement, whatever its policy.</summary>
    public static IEnumerable<string> Standing(Member self, Agreement agreement)
    {
        PartyTerms? party = agreement.Party(self.Name.Party);
        if (party?.Recovery is not null)
        {
            yield return $"the keys are also sealed to the recovery recipient of {party.Name}";
        }

        if (!HasGuard(self, agreement))
        {
            yield return $"{self.Name.Party} has no guard: whoever runs the server could, together with a reader, open the item without a permit in the log";
        }
    }

    private static IEnumerable<string> Readers(AccessPolicy policy, IReadOnlyList<WhoEntry> who, IReadOnlyList<Member> members)
    {
        foreach (Member reader in members.Where(member => !member.Roles.Contains(Role.Reader) && policy.Audience.Members.Contains(member.Id)))
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

    /// <summary>At once or later, once whoever must approve or acknowledge has done so.</summary>
    private static bool CouldBeOpened(WhoEntry entry) => entry.Key == SealedKey.Content && entry.Decision switch
    {
        Decision.Deny deny => deny.Failed.All(failed => failed.Code is ConditionCode.ApprovalMissing or ConditionCode.TermsNotAcknowledged),
        _ => true,
    };

    private static IReadOnlyList<Member> ReadersOf(AccessPolicy policy, IReadOnlyList<Member> members, Member self) =>
        [.. members.Where(member => member.Id != self.Id && member.Has(Role.Reader) && policy.Audience.Includes(member.ToReader()))];

    private static IEnumerable<string> Approvers(ApprovalRule rule, IReadOnlyList<Member> readers, IReadOnlyList<Member> members, Member self)
    {
        Member[] eligible = [.. members.Where(member => rule.Asks(member.ToReader()))];
        string those = $"of {rule.Party} with the role {RoleNames.Format(rule.Role)}";
        if (eligible.Length < rule.Count)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{rule.Count} {(rule.Count == 1 ? "member" : "members")} {those} must approve and {(eligible.Length == 0 ? "none" : $"only {eligible.Length}")} {(eligible.Length == 1 ? "is" : "are")} enrolled, so nobody could open it before others are");
        }
        else if (eligible is [Member only] && only.Id == self.Id)
        {
            yield return $"the only member {those} is {self.Name}: nobody but its sender could approve";
        }
        else
        {
            // Nobody's own approval counts for themselves.
            Member[] stuck = [.. readers.Where(reader => eligible.Count(member => member.Id != reader.Id) < rule.Count)];
            if (stuck.Length > 0)
            {
                yield return $"too few members {those} are enrolled, other than the reader: {string.Join(", ", stuck.Take(5).Select(reader => reader.Name))}{(stuck.Length > 5 ? ", …" : "")} could not open it before others are";
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

        int approvers = members.Count(member => policy.RuleFor(member.ToReader()) is not null && !policy.Audience.Includes(member.ToReader()));
        if (policy.Tlp == Tlp.Red && approvers > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"TLP:RED is for named people only, and {approvers} further {(approvers == 1 ? "member sees" : "members see")} the card by the role of an approver");
        }

        if (policy.CardShows == CardShows.WithContents)
        {
            yield return "the card shows with the contents, so whoever is asked to approve decides without seeing it";
        }
        else if (policy.CardShows == CardShows.AfterEmbargo)
        {
            yield return "the card shows after the embargo, so whoever is asked to approve before that decides without seeing it";
        }
    }

    // What a sender promises by a final policy, they can still use up.
    private static IEnumerable<string> Shared(AccessPolicy policy)
    {
        if (!policy.Revocable && policy.MaxOpenings is not null && policy.OnwardSharing != OnwardSharing.None)
        {
            yield return "it is not revocable, but whoever it is granted to onward uses up the same maximum of openings";
        }
    }

    private static IEnumerable<string> Operator(AccessPolicy policy, IReadOnlyList<Member> members, Member self, Agreement agreement)
    {
        if (agreement.Terms.Operator.Party is { } runs && runs != self.Name.Party && !HasGuard(self, agreement)
            && members.Any(member => member.Name.Party == runs && member.Has(Role.Reader) && policy.Audience.Includes(member.ToReader())))
        {
            yield return $"{runs} runs the server and has readers of the item, and {self.Name.Party} has no guard: {runs} alone could open the item without a permit in the log";
        }
    }

    private static bool HasGuard(Member self, Agreement agreement) => agreement.Terms.Guards.Any(guard => guard.Party == self.Name.Party);
}
