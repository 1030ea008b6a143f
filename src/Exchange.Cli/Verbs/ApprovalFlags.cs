using System.CommandLine;
using Exchange.Client.Errors;
using Exchange.Client.Policies;
using Exchange.Contract.Policy;

namespace Exchange.Cli.Verbs;

/// <summary>The flags that say whose approval a policy asks for.</summary>
internal sealed class ApprovalFlags
{
    private readonly Option<string[]> rules = new("--approvals")
    {
        Description = "How many must approve before it can be opened, and who: your own party's approvers, else N@PARTY or N@PARTY/ROLE; "
            + "may be repeated for another party.",
        HelpName = "N[@PARTY[/ROLE]]",
    };
    private readonly Option<bool> eachReader =
        new("--approvals-each-reader") { Description = "Each reader needs approvals of their own." };

    public IEnumerable<Option> All => [rules, eachReader];

    /// <exception cref="ClientException">No such rule, or none that --approvals-each-reader could be about.</exception>
    public IReadOnlyList<ApprovalRule> Read(ParseResult parsed, IReadOnlyList<ApprovalRule> before, PolicyScope scope)
    {
        bool each = parsed.GetValue(eachReader);
        IReadOnlyList<ApprovalRule> read = parsed.GetValue(rules) switch
        {
            [PolicyValues.None] => [],
            { Length: > 0 } texts => PolicyFlags.Read(() => Rules(texts, each, scope)),
            _ => [.. before.Select(rule => rule with { EachReader = rule.EachReader || each })],
        };
        return read.Count > 0 || !each
            ? read
            : throw new ClientException(
                ExitCode.Usage,
                "--approvals-each-reader says how approvals count, and none are asked for.",
                "",
                "Give --approvals N as well.");
    }

    private static ApprovalRule[] Rules(string[] texts, bool each, PolicyScope scope)
    {
        ApprovalRule[] read = [.. texts.Select(text => ApprovalText.Read(text, each, scope))];
        ApprovalText.RequireOneForEachParty(read);
        return read;
    }
}
