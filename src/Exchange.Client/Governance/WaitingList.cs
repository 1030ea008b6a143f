using System.Globalization;
using Exchange.Client.Retrieval;
using Exchange.Contract.Directory;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;

namespace Exchange.Client.Governance;

/// <summary>What an item waits for from one member: their approval, their acknowledgement, or to be opened before it is too late.</summary>
internal static class WaitingList
{
    /// <summary>How long before it expires an item that was not opened is due.</summary>
    private static readonly TimeSpan DueBefore = TimeSpan.FromDays(7);

    /// <param name="state">As the member's own evaluation sees it.</param>
    public static IReadOnlyList<Waiting> For(SeenItem seen, AccessState state, Member self, DirectoryState directory, DateTimeOffset at)
    {
        bool over = seen.Withdrawn || seen.Policy.Expires <= at || !directory.Agreement.IsInForce(at);
        return over ? [] : [.. Approvals(seen, state, self, directory), .. Acknowledgement(seen, state, self), .. Due(seen, state, self, at)];
    }

    private static IEnumerable<Waiting> Approvals(SeenItem seen, AccessState state, Member self, DirectoryState directory)
    {
        if (seen.Policy.RuleFor(self.ToReader()) is not { } rule)
        {
            yield break;
        }

        // For everybody once, or for each reader who lacks one.
        IEnumerable<Member?> readers = [null];
        if (rule.EachReader)
        {
            readers = directory.Members.Where(member => member.Has(Role.Reader) && member.Id != self.Id && seen.Policy.Audience.Includes(member.ToReader()));
        }

        foreach (Member? reader in readers)
        {
            Approval[] answers = [.. state.Approvals.Where(approval => approval.For == reader?.Id && rule.Asks(approval.Approver))];
            bool answered = answers.Any(approval => approval.Approver.Id == self.Id && approval.Answer != ApprovalAnswer.TakeBack);
            int approved = answers.Count(approval => approval.Answer == ApprovalAnswer.Approve);
            if (!answered && approved < rule.Count)
            {
                string of = reader is null ? "" : $" --for {reader.Name}";
                yield return new Waiting(
                    Waiting.Approve,
                    string.Create(CultureInfo.InvariantCulture, $"{approved} of {rule.Count} approvals are there: exchange approve {Short(seen)}{of}"),
                    seen.Policy.Expires);
            }
        }
    }

    private static IEnumerable<Waiting> Acknowledgement(SeenItem seen, AccessState state, Member self)
    {
        if (seen.Policy.Terms is not null && !state.TermsAcknowledged && self.Has(Role.Reader) && seen.Policy.Admits(self.ToReader(), state.GrantedOnward))
        {
            yield return new Waiting(Waiting.Acknowledge, $"It has terms to read and acknowledge: exchange acknowledge {Short(seen)}", seen.Policy.Expires);
        }
    }

    private static IEnumerable<Waiting> Due(SeenItem seen, AccessState state, Member self, DateTimeOffset at)
    {
        bool mine = self.Has(Role.Reader) && seen.Item.Sender.Id != self.Id && seen.Policy.Admits(self.ToReader(), state.GrantedOnward);
        if (mine && state.OpeningsByReader == 0 && seen.Policy.Expires is { } expires && expires - at <= DueBefore)
        {
            yield return new Waiting(Waiting.Due, $"Access expires, and you have not opened it: exchange pull {Short(seen)}", expires);
        }
    }

    private static string Short(SeenItem seen) => seen.Item.Id.ToString()[..8];
}
