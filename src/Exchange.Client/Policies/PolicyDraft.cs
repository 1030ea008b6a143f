using Exchange.Contract.Policy;
using Exchange.Reports.Cards;

namespace Exchange.Client.Policies;

/// <summary>A policy as somebody has written it, before it is signed.</summary>
/// <param name="Terms">The text of the terms that were written; null where none were, though the policy may name some from before.</param>
public sealed record PolicyDraft(AccessPolicy Policy, TermsText? Terms)
{
    /// <summary>The draft as it began: nothing written yet.</summary>
    public static PolicyDraft From(AccessPolicy basis) => new(basis, null);

    public PolicyDraft WithTerms(TermsText? terms) => new(Policy with { Terms = terms?.Digest }, terms);
}
