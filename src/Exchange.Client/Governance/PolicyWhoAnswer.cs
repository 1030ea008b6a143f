using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;

namespace Exchange.Client.Governance;

/// <summary>Who could open an item, now and from each instant ahead at which that changes.</summary>
/// <param name="Policy">The policy in force.</param>
/// <param name="Who">Every reader and approver to whom the policy says anything.</param>
/// <param name="Others">How many further active members there are: nobody of them can.</param>
/// <param name="Lacking">Members of the audience to whom no key was sealed; empty where the member is not shown to whom there was.</param>
/// <param name="Notes">What the answer takes for granted: plain sentences.</param>
public sealed record PolicyWhoAnswer(
    VerifiedItem Item,
    AccessPolicy Policy,
    IReadOnlyList<WhoEntry> Who,
    int Others,
    IReadOnlyList<string> Lacking,
    IReadOnlyList<string> Notes);
