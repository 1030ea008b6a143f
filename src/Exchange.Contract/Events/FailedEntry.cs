using Exchange.Contract.Policy;

namespace Exchange.Contract.Events;

/// <summary>A failed condition as the record keeps it.</summary>
/// <param name="Code">The stable code of the condition.</param>
/// <param name="Text">The sentence that the evaluator makes of it: part of its answer, and compared by audits of the same evaluator's version.</param>
/// <param name="CouldChangeAt">When time alone could make it hold, or null.</param>
public sealed record FailedEntry(string Code, string Text, DateTimeOffset? CouldChangeAt)
{
    public static FailedEntry Of(FailedCondition condition) => new(ConditionName.Of(condition.Code), condition.Text, condition.CouldChangeAt);
}
