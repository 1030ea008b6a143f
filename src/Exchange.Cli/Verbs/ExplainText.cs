using Exchange.Cli.Printing;
using Exchange.Cli.Shell;
using Exchange.Client.Governance;
using Exchange.Contract.Json;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Wording;
using Exchange.Formats.Safety;

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
                new ExplainJson
                {
                    Item = explanation.Item.Id.ToString(),
                    Member = explanation.Reader.Name.ToString(),
                    At = Timestamp.Format(Timestamp.Truncate(explanation.At)),
                    Purpose = explanation.Purpose,
                    CardPermitted = Permits(explanation.Card),
                    ContentsPermitted = Permits(explanation.Contents),
                    Card = [.. explanation.Card.Select(condition => Line(condition, explanation.Policy))],
                    Contents = [.. explanation.Contents.Select(condition => Line(condition, explanation.Policy))],
                    Notes = explanation.Notes,
                },
                CliJson.Default.ExplainJson);
            return;
        }

        call.Say($"{explanation.Item.Id}, for {explanation.Reader.Name} at {HumanText.Time(explanation.At)}");
        Part(call, "card", explanation.Card, explanation.Policy);
        string contents = explanation.Purpose is { } purpose ? $"contents, for {purpose}" : "contents";
        Part(call, contents, explanation.Contents, explanation.Policy);
        foreach (string note in explanation.Notes)
        {
            call.Say($"Note: {note}");
        }
    }

    private static void Part(Call call, string what, IReadOnlyList<CheckedCondition> conditions, AccessPolicy policy)
    {
        call.Say($"{what}: {(Permits(conditions) ? "permitted" : "denied")}");
        foreach (CheckedCondition condition in conditions)
        {
            string code = condition.IsMet ? "" : $" [{ConditionName.Of(condition.Code)}]";
            string text = TerminalText.Safe(ConditionText.Of(condition), int.MaxValue);
            call.Say($"  {(condition.IsMet ? "ok" : "no"),-3} {Label(condition.Code),-Width} {text}{code}");
            if (condition is FailedCondition failed)
            {
                call.Say($"{new string(' ', Width + 7)}{TerminalText.Safe(Change(failed, policy), int.MaxValue)}");
            }
        }
    }

    // The subject of the condition: its code names the failure, which reads oddly when it is met.
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

    private static string Change(FailedCondition failed, AccessPolicy policy) =>
        (failed.CouldChangeAt, ConditionText.Remedy(failed, policy)) switch
        {
            ({ } at, { } remedy) => $"Met from {HumanText.Time(at)}. {remedy}",
            ({ } at, null) => $"Met from {HumanText.Time(at)}.",
            (null, { } remedy) => remedy,
            _ => "Nothing can change this.",
        };

    private static bool Permits(IReadOnlyList<CheckedCondition> conditions) => conditions.All(condition => condition.IsMet);

    private static ConditionJson Line(CheckedCondition condition, AccessPolicy policy) => new(
        ConditionName.Of(condition.Code),
        condition.IsMet,
        ConditionText.Of(condition),
        condition is FailedCondition { CouldChangeAt: { } at } ? Timestamp.Format(Timestamp.Truncate(at)) : null,
        condition is FailedCondition failed ? ConditionText.Remedy(failed, policy) : null);
}

/// <summary>What <c>policy explain --json</c> prints.</summary>
internal sealed record ExplainJson
{
    public required string Item { get; init; }

    public required string Member { get; init; }

    public required string At { get; init; }

    public required string? Purpose { get; init; }

    public required bool CardPermitted { get; init; }

    public required bool ContentsPermitted { get; init; }

    public required IReadOnlyList<ConditionJson> Card { get; init; }

    public required IReadOnlyList<ConditionJson> Contents { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>
/// A condition and its state. WhatWouldChangeIt is null where nobody can change it, CouldChangeAt where waiting does not help.
/// </summary>
internal sealed record ConditionJson(string Code, bool Met, string Text, string? CouldChangeAt, string? WhatWouldChangeIt);
