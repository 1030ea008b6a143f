using Exchange.Client.Sealing;
using Exchange.Contract.Directory;
using Exchange.Contract.Policy;
using Exchange.Reports;

namespace Exchange.Client.Submission;

/// <summary>Says beforehand what a submission would be.</summary>
internal static class PreviewBuilder
{
    public static SubmitPreview Build(AccessPolicy policy, ReadReport read, Member self, DirectoryState directory, DateTimeOffset at)
    {
        IReadOnlyList<Member> members = [.. directory.Members.Where(member => member.Active)];
        IReadOnlyList<WhoEntry> who = PolicyWho.EnumerateConcerned(policy, members.Select(member => member.ToReader()), _ => AccessState.Fresh, at, directory.Agreement.PolicyTerms);
        return new SubmitPreview(
            read.Card,
            policy,
            [.. PolicyText.Lines(policy, id => directory.Find(id)?.Name.ToString() ?? id.ToString())],
            [.. PolicyCoherence.Problems(policy, directory.Agreement.PolicyTerms), .. policy.Expires <= at ? ["The policy expires in the past, so nobody could ever open the item."] : Array.Empty<string>()],
            GrantSealer.MembersOf(policy, self, directory),
            who,
            [.. read.Warnings, .. policy.Embargo <= at ? ["the embargo ends in the past, so there is none"] : Array.Empty<string>(), .. Role(self), .. PolicyWarnings.Of(policy, who, members, self, directory.Agreement)],
            [.. PolicyWarnings.Standing(self, directory.Agreement)]);
    }

    private static IEnumerable<string> Role(Member self) => self.Has(Contract.Members.Role.Submitter) ? [] : ["you do not hold the role submitter, so the server will not take it"];
}
