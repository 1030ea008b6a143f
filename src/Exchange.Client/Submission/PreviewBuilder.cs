using Exchange.Client.Sealing;
using Exchange.Contract.Directory;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Reports;

namespace Exchange.Client.Submission;

/// <summary>Says beforehand what a submission would be.</summary>
internal static class PreviewBuilder
{
    public static SubmitPreview Build(AccessPolicy policy, ReadReport read, Member self, DirectoryState directory, DateTimeOffset at)
    {
        IReadOnlyList<KeyRecipient> granted = GrantSealer.MembersOf(policy, self, directory);
        return new SubmitPreview(
            read.Card,
            [.. PolicyText.Lines(policy, id => directory.Find(id)?.Name.ToString() ?? id.ToString())],
            PolicyCoherence.Problems(policy, directory.Agreement.PolicyTerms),
            granted,
            PolicyWho.EnumerateConcerned(policy, directory.Members.Select(member => member.ToReader()), _ => AccessState.Fresh, at, directory.Agreement.PolicyTerms),
            [.. read.Warnings, .. Warnings(policy, self, directory)]);
    }

    private static IEnumerable<string> Warnings(AccessPolicy policy, Member self, DirectoryState directory)
    {
        foreach (Member reader in directory.Members.Where(member => member.Active && !member.Roles.Contains(Contract.Members.Role.Reader) && policy.Audience.Members.Contains(member.Id)))
        {
            yield return $"{reader.Name} is named but does not hold the role reader, so no key is sealed to them";
        }

        PartyTerms? party = directory.Agreement.Party(self.Name.Party);
        if (party?.Recovery is not null)
        {
            yield return $"the keys are also sealed to the recovery recipient of {party.Name}";
        }

        if (directory.Agreement.Terms.Guards.All(guard => guard.Party != self.Name.Party))
        {
            yield return $"{self.Name.Party} has no guard: whoever runs the server could, together with a reader, open the item without a permit in the log";
        }
    }
}
