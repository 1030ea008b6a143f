using Exchange.Client.Errors;
using Exchange.Client.Policies;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Rules;
using Exchange.Formats.Primitives;
using Exchange.Reports.Cards;

namespace Exchange.Client.Submission;

/// <summary>
/// What somebody wants to submit: files that have been read, under a policy. A preview shows it and a submission seals it, so what was
/// previewed is what is sealed.
/// </summary>
public sealed class ReadOrder
{
    internal ReadOrder(ReadFiles files, PolicyDraft draft, ItemId? supersedes = null, ItemId? answers = null)
    {
        Files = files;
        Policy = draft.Policy;
        Card = files.Card with { Terms = draft.Terms };
        Problems = [.. PolicyCoherence.Problems(draft.Policy, files.Agreement.PolicyTerms)];
        Supersedes = supersedes;
        Answers = answers;
    }

    public ReadFiles Files { get; }

    /// <summary>Complete: what neither flag nor file said has been filled in from the kind's default.</summary>
    public AccessPolicy Policy { get; }

    public Card Card { get; }

    /// <summary>Why the policy would be refused; none if it would not.</summary>
    public IReadOnlyList<string> Problems { get; }

    public ItemId? Supersedes { get; }

    /// <summary>The item that this one answers.</summary>
    public ItemId? Answers { get; }

    /// <exception cref="ClientException">Terms and policy do not go together, or the card would be too large with the terms.</exception>
    public static ReadOrder Of(ReadFiles files, PolicyDraft draft, ItemId? supersedes = null, ItemId? answers = null)
    {
        RequireTerms(draft);
        ReadOrder order = new(files, draft, supersedes, answers);
        RequireFits(order.Card);
        return order;
    }

    // Card and policy must name the same terms, or nobody could acknowledge them.
    private static void RequireTerms(PolicyDraft draft)
    {
        if (draft.Policy.Terms is { } named && draft.Terms?.Matches(named) != true)
        {
            throw Refused("Its policy names terms whose text is missing.", "Give the text: --terms FILE, or terms in the policy file.");
        }

        if (draft.Policy.Terms is null && draft.Terms is not null)
        {
            throw Refused("It has terms that its policy does not name.", "Let the policy name their digest.");
        }
    }

    private static ClientException Refused(string why, string next) => new(ExitCode.Usage, "The item cannot be submitted.", why, next);

    private static void RequireFits(Card card)
    {
        try
        {
            _ = CardJson.Encode(card);
        }
        catch (MalformedException)
        {
            throw new ClientException(
                ExitCode.Failed, "The files cannot go in one item.",
                $"With the terms, their card would be larger than {Card.MaxBytes / 1024} KiB.",
                "Submit them as several items, or shorten the terms.");
        }
    }
}
