using System.Globalization;
using Exchange.Contract.Directory;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;

namespace Exchange.Client.Items;

/// <summary>
/// What an item needs from one member: their approval, their acknowledgement, or that they open it in time.
/// </summary>
internal static class WaitingList
{
    /// <summary>How long before it expires an unopened item becomes due.</summary>
    private static readonly TimeSpan DueBefore = TimeSpan.FromDays(7);

    public static IReadOnlyList<Waiting> For(SeenItem seen, OwnSituation own, Member self, DirectoryState directory, DateTimeOffset at)
    {
        bool over = seen.Withdrawn || seen.Policy.Expires <= at || !directory.Agreement.IsInForce(at);
        return over
            ? []
            : [.. Approvals(seen, own, self, directory), .. Acknowledgement(seen, own.State, self), .. Due(seen, own.State, self, at)];
    }

    private static IEnumerable<Waiting> Approvals(SeenItem seen, OwnSituation own, Member self, DirectoryState directory)
    {
        if (seen.Policy.RuleFor(self.ToReader()) is not { } rule)
        {
            yield break;
        }

        // For each reader who lacks one, or for everybody once: as long as there is a reader for whom the others' do not suffice, since
        // nobody's own approval counts for themselves.
        Member[] readers = [.. directory.Members.Where(member => member.Id != self.Id && IsReader(seen, own, member, directory))];
        Member?[] askedFor = rule.EachReader ? [.. readers] : [null];
        foreach (Member? reader in askedFor)
        {
            Approval[] answers = [.. own.State.Approvals.Where(approval => approval.For == reader?.Id && rule.Asks(approval.Approver))];
            bool answered = answers.Any(approval => approval.Approver.Id == self.Id && approval.Answer != ApprovalAnswer.TakeBack);
            Member[] concerned = reader is null ? readers : [reader];
            int approved = concerned
                .Select(
                    member => answers.Count(approval => approval.Answer == ApprovalAnswer.Approve && approval.Approver.Id != member.Id))
                .DefaultIfEmpty(answers.Count(approval => approval.Answer == ApprovalAnswer.Approve))
                .Min();
            if (!answered && approved < rule.Count)
            {
                string of = reader is null ? "" : $" --for {reader.Name}";
                yield return new Waiting(
                    Waiting.Approve,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{approved} of {rule.Count} {(rule.Count == 1 ? "approval" : "approvals")} given; run: "
                            + $"exchange approve {Short(seen)}{of}"),
                    seen.Policy.Expires);
            }
        }
    }

    private static bool IsReader(SeenItem seen, OwnSituation own, Member member, DirectoryState directory) =>
        member.Has(Role.Reader) && member.Id != seen.Verified.Sender.Id
        && seen.Policy.Admits(
            member.ToReader(),
            GrantRule.ReachNow(seen.Policy, member, own.GrantedOnward.Contains(member.Id), directory));

    private static IEnumerable<Waiting> Acknowledgement(SeenItem seen, AccessState state, Member self)
    {
        // The terms are in the card: without its key on this device nobody can read them.
        if (seen.Policy.Terms is not null
            && seen.Sealed.Contains(SealedKey.Card)
            && !state.TermsAcknowledged
            && self.Has(Role.Reader)
            && seen.Policy.Admits(self.ToReader(), state.GrantedOnward))
        {
            yield return new Waiting(
                Waiting.Acknowledge,
                $"you have not acknowledged its terms; run: exchange acknowledge {Short(seen)}",
                seen.Policy.Expires);
        }
    }

    private static IEnumerable<Waiting> Due(SeenItem seen, AccessState state, Member self, DateTimeOffset at)
    {
        bool mine =
            self.Has(Role.Reader) && seen.Verified.Sender.Id != self.Id && seen.Policy.Admits(self.ToReader(), state.GrantedOnward);
        if (mine
            && seen.Sealed.Contains(SealedKey.Content)
            && state.OpeningsByReader == 0
            && seen.Policy.Expires is { } expires
            && expires - at <= DueBefore)
        {
            yield return new Waiting(
                Waiting.Due,
                $"you have not opened it, and access expires soon; run: exchange pull {Short(seen)} --purpose PURPOSE",
                expires);
        }
    }

    private static string Short(SeenItem seen) => seen.Verified.Id.ToString()[..8];
}
