using Exchange.Contract.Policy;

namespace Exchange.Contract.Tests.Policy;

/// <summary>A row of <c>DecisionTable.txt</c>.</summary>
/// <param name="Text">Its cells, with the blanks between them taken out.</param>
public sealed record DecisionRow(string Text)
{
    private const string Permit = "permit";

    private string[] Cells => [.. Text.Split('|').Select(cell => cell.Trim())];

    /// <summary>What the row says is decided.</summary>
    public string Outcome => Cells[6];

    /// <summary>The names of the conditions that fail; none where it permits.</summary>
    public string[] Failed => Outcome.StartsWith(Permit, StringComparison.Ordinal) ? [] : Outcome.Split(' ');

    public SealedKey Key => Cells[1] == "card" ? SealedKey.Card : SealedKey.Content;

    public Question Question => new(
        Scene.Policy(Cells[0]),
        Scene.Readers[Or(Cells[2], "bob")],
        Key,
        Or(Cells[3], "research") is var purpose && purpose == "none" ? null : purpose,
        SceneState.Of(Cells[5]),
        Scene.Day(Or(Cells[4], "5")),
        Scene.Agreement);

    public static DecisionRow Parse(string line) => new(string.Join(" | ", new DecisionRow(line).Cells));

    /// <summary>A decision in the words of the table.</summary>
    public static string Say(Decision decision) => decision switch
    {
        Decision.Deny deny => string.Join(' ', deny.Failed.Select(condition => ConditionName.Of(condition.Code))),
        Decision.Permit { Approvals.Count: > 0 } permit => $"{Permit} by {string.Join(' ', permit.Approvals.Select(SceneState.Approver))}",
        _ => Permit,
    };

    private static string Or(string cell, string otherwise) => cell.Length == 0 ? otherwise : cell;
}
