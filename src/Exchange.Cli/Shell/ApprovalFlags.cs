using System.CommandLine;
using Exchange.Client.Errors;
using Exchange.Client.Policies;
using Exchange.Contract.Policy;

namespace Exchange.Cli.Shell;

/// <summary>The flags that say whose approval a policy requires.</summary>
internal sealed class ApprovalFlags
{
    private readonly Option<string[]> rules = new("--approvals")
    {
        Description = "The approvals required before it can be opened: N of your own party's approvers, N@PARTY or N@PARTY/ROLE; "
            + "may be repeated for other parties.",
        HelpName = "N[@PARTY[/ROLE]]",
    };
    private readonly Option<bool> eachReader =
        new("--approvals-each-reader") { Description = "Require the approvals separately for each reader." };

    public IEnumerable<Option> All => [rules, eachReader];

    /// <exception cref="ClientException">A rule is wrong, or --approvals-each-reader has no rule to apply to.</exception>
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
                "--approvals-each-reader applies to approvals, and the policy requires none.",
                "",
                "Also give --approvals N.");
    }

    private static ApprovalRule[] Rules(string[] texts, bool each, PolicyScope scope)
    {
        ApprovalRule[] read = [.. texts.Select(text => ApprovalText.Read(text, each, scope))];
        ApprovalText.RequireOneForEachParty(read);
        return read;
    }
}
