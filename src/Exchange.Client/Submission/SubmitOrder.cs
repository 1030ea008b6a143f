using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Reports;

namespace Exchange.Client.Submission;

/// <summary>What somebody wants to hand in.</summary>
/// <param name="Files">Paths of regular files; at least one.</param>
/// <param name="Title">Null for one made from the content.</param>
/// <param name="Kind">A kind of the agreement; null to decide by content.</param>
/// <param name="Policy">Complete: what neither flag nor file said has been filled in from the kind's default.</param>
/// <param name="Terms">The terms whose digest the policy names, for the card; null where it names none.</param>
public sealed record SubmitOrder(
    IReadOnlyList<string> Files, string? Title, string? Kind, AccessPolicy Policy, ItemId? Supersedes = null, ItemId? Answers = null, TermsText? Terms = null);
