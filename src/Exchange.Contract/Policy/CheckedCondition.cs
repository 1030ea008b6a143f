namespace Exchange.Contract.Policy;

/// <summary>One condition of a policy as the evaluator found it.</summary>
/// <param name="Text">Where it is met: one plain English sentence that says how.</param>
/// <param name="Failed">Null where it is met.</param>
public sealed record CheckedCondition(ConditionCode Code, string Text, FailedCondition? Failed)
{
    public bool IsMet => Failed is null;

    /// <summary>One that the service finds, and not the evaluator.</summary>
    public static CheckedCondition Unmet(FailedCondition failed) => Of(failed);

    internal static CheckedCondition Met(ConditionCode code, string text) => new(code, text, null);

    internal static CheckedCondition Of(FailedCondition failed) => new(failed.Code, failed.Text, failed);
}
