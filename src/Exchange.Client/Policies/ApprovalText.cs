using Exchange.Contract.Members;
using Exchange.Contract.Policy;

namespace Exchange.Client.Policies;

/// <summary>A rule of approval in one word: <c>N[@PARTY[/ROLE]]</c>.</summary>
public static class ApprovalText
{
    /// <exception cref="PolicyValueException">It is not such a rule.</exception>
    public static ApprovalRule Read(string text, bool eachReader, PolicyScope scope)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        string who = at < 0 ? "" : text[(at + 1)..];
        int slash = who.IndexOf('/', StringComparison.Ordinal);
        return new ApprovalRule(
            at < 0 ? scope.Sender.Name.Party : PolicyValues.Party(slash < 0 ? who : who[..slash], scope.Directory.Agreement),
            slash < 0 ? Role.Approver : PolicyValues.Role(who[(slash + 1)..]),
            Count(at < 0 ? text : text[..at]),
            eachReader);
    }

    /// <summary>How many different people must approve.</summary>
    public static uint Count(string text) => PolicyValues.Count(text) is var count && count <= PolicyBytes.MaxApprovals
        ? count
        : throw new PolicyValueException(
            $"{Spelling.Quoted(text)} is more approvals than a rule may ask for.", $"Write 1 to {PolicyBytes.MaxApprovals}.");

    /// <summary>A policy has one rule for each party at most, so that nobody's approval counts twice.</summary>
    public static void RequireOneForEachParty(IEnumerable<ApprovalRule> rules)
    {
        if (rules.GroupBy(rule => rule.Party).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new PolicyValueException($"Two rules of approval are for {twice.Key}.", "Write one for each party.");
        }
    }
}
