using Exchange.Client.Sealing;
using Exchange.Contract.Policy;
using Exchange.Reports;

namespace Exchange.Client.Submission;

/// <summary>What a submission would be, before anything is sealed or sent.</summary>
/// <param name="PolicyLines">The policy in plain English.</param>
/// <param name="Problems">Why the policy would be refused; none if it would not.</param>
/// <param name="Granted">To whom which keys would be sealed, the sender first.</param>
/// <param name="Who">For each reader of the audience and each key, and for each approver the card: from when until when it could be opened, or why not.</param>
/// <param name="Warnings">What the sender should think about before sending: what the files give away, and what the policy may not mean.</param>
/// <param name="Notes">What the agreement leaves open for every item of this sender.</param>
public sealed record SubmitPreview(
    Card Card,
    AccessPolicy Policy,
    IReadOnlyList<string> PolicyLines,
    IReadOnlyList<string> Problems,
    IReadOnlyList<KeyRecipient> Granted,
    IReadOnlyList<WhoEntry> Who,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Notes);
