using Exchange.Cli.Json;
using Exchange.Cli.Printing;
using Exchange.Client.Governance;
using Exchange.Contract.Json;
using Exchange.Contract.Policy;
using Exchange.Reports;

namespace Exchange.Cli.Verbs;

/// <summary>Prints every condition of a policy with its state.</summary>
internal static class ExplainText
{
    private const int Width = 19;

    public static void Print(Call call, PolicyExplanation explanation, bool json)
    {
        if (json)
        {
            call.SayJson(
                new ExplainJson(
                    explanation.Item.Id.ToString(), explanation.Reader.Name.ToString(), Timestamp.Format(Timestamp.Truncate(explanation.At)), explanation.Purpose,
                    Permits(explanation.Card), Permits(explanation.Contents), [.. explanation.Card.Select(Line)], [.. explanation.Contents.Select(Line)], explanation.Notes),
                CliJson.Default.ExplainJson);
            return;
        }

        call.Say($"{explanation.Item.Id}, for {explanation.Reader.Name} at {HumanText.Time(explanation.At)}");
        Part(call, "card", explanation.Card);
        Part(call, explanation.Purpose is { } purpose ? $"contents, for {purpose}" : "contents", explanation.Contents);
        foreach (string note in explanation.Notes)
        {
            call.Say($"Note: {note}");
        }
    }

    private static void Part(Call call, string what, IReadOnlyList<CheckedCondition> conditions)
    {
        call.Say($"{what}: {(Permits(conditions) ? "permitted" : "denied")}");
        foreach (CheckedCondition condition in conditions)
        {
            string code = condition.IsMet ? "" : $" [{ConditionName.Of(condition.Code)}]";
            call.Say($"  {(condition.IsMet ? "ok" : "no"),-3} {Label(condition.Code),-Width} {TerminalText.Safe(condition.Text, int.MaxValue)}{code}");
            if (condition.Failed is { } failed && Change(failed) is { Length: > 0 } change)
            {
                call.Say($"{new string(' ', Width + 7)}{TerminalText.Safe(change, int.MaxValue)}");
            }
        }
    }

    // What the condition is about: its code names the failure, which reads oddly where it is met.
    private static string Label(ConditionCode code) => code switch
    {
        ConditionCode.Withdrawn => "withdrawal",
        ConditionCode.AgreementNotInForce => "agreement",
        ConditionCode.PolicyVersionUnknown => "policy version",
        ConditionCode.MemberNotActive => "membership",
        ConditionCode.Expired => "expiry",
        ConditionCode.Embargo => "embargo",
        ConditionCode.CardNotShownYet => "card",
        ConditionCode.OpeningsUsedUp => "openings",
        ConditionCode.OpeningsPerPersonUsedUp => "openings per person",
        ConditionCode.ApprovalRefused => "refusals",
        ConditionCode.RoleMissing => "role",
        ConditionCode.NotInAudience => "audience",
        ConditionCode.NoGrant => "key",
        ConditionCode.PurposeMissing or ConditionCode.PurposeUnknown or ConditionCode.PurposeNotListed => "purpose",
        ConditionCode.ApprovalMissing => "approvals",
        ConditionCode.TermsNotAcknowledged => "terms",
        _ => ConditionName.Of(code),
    };

    private static string Change(FailedCondition failed) => (failed.CouldChangeAt, failed.WhatWouldChangeIt) switch
    {
        ({ } at, { } remedy) => $"From {HumanText.Time(at)} on it is met. {remedy}",
        ({ } at, null) => $"From {HumanText.Time(at)} on it is met.",
        (null, { } remedy) => remedy,
        _ => "Nothing changes that.",
    };

    private static bool Permits(IReadOnlyList<CheckedCondition> conditions) => conditions.All(condition => condition.IsMet);

    private static ConditionJson Line(CheckedCondition condition) => new(
        ConditionName.Of(condition.Code), condition.IsMet, condition.Text, condition.Failed?.CouldChangeAt is { } at ? Timestamp.Format(Timestamp.Truncate(at)) : null, condition.Failed?.WhatWouldChangeIt);
}
