using Exchange.Client.Policies;
using Exchange.Contract.Directory;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Policy.Wording;
using Exchange.Reports.Cards;

namespace Exchange.Client.Submission;

/// <summary>Says beforehand what a submission would be.</summary>
internal static class PreviewBuilder
{
    public static SubmitPreview Build(ReadOrder order, Member self, DirectoryState directory, DateTimeOffset at)
    {
        AccessPolicy policy = order.Policy;
        IReadOnlyList<Member> members = [.. directory.Members.Where(member => member.Active)];
        IReadOnlyList<WhoEntry> who = PolicyWho.EnumerateConcerned(
            policy, members.Select(member => member.ToReader()), _ => AccessState.Fresh, at, directory.Agreement.PolicyTerms);
        return new SubmitPreview
        {
            Card = order.Card,
            Policy = policy,
            PolicyLines = [.. PolicyText.Lines(policy, id => directory.Find(id)?.Name.ToString() ?? id.ToString())],
            Problems = [.. order.Problems, .. Expired(policy, at)],
            Granted = KeyRecipient.AllOf(policy, self, directory),
            Who = who,
            Warnings =
            [
                .. order.Files.Warnings,
                .. Embargo(policy, at),
                .. Submits(self),
                .. PolicyWarnings.Of(policy, who, members, self, directory.Agreement),
            ],
            Notes = [.. PolicyWarnings.Standing(self, directory.Agreement)],
        };
    }

    private static IEnumerable<string> Expired(AccessPolicy policy, DateTimeOffset at) =>
        policy.Expires <= at ? ["The policy expires in the past, so nobody could ever open the item."] : [];

    private static IEnumerable<string> Embargo(AccessPolicy policy, DateTimeOffset at) =>
        policy.Embargo <= at ? ["the embargo ends in the past, so it has no effect"] : [];

    private static IEnumerable<string> Submits(Member self) =>
        self.Has(Role.Submitter) ? [] : ["you do not hold the role submitter, so the server will not accept the item"];
}

/// <summary>What a submission would be, before anything is sealed or sent.</summary>
public sealed record SubmitPreview
{
    public required Card Card { get; init; }

    public required AccessPolicy Policy { get; init; }

    /// <summary>The policy in plain English.</summary>
    public required IReadOnlyList<string> PolicyLines { get; init; }

    /// <summary>Why the policy would be refused; none if it would not.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>To whom which keys would be sealed, the sender first.</summary>
    public required IReadOnlyList<KeyRecipient> Granted { get; init; }

    /// <summary>
    /// For each reader of the audience and each key, and for each approver and the card: from when until when it could be opened, or why
    /// not.
    /// </summary>
    public required IReadOnlyList<WhoEntry> Who { get; init; }

    /// <summary>
    /// What the sender should consider before sending: what the files give away, and where the policy may not be as meant.
    /// </summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What the agreement leaves open for every item of this sender.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
