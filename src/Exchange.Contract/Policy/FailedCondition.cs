namespace Exchange.Contract.Policy;

/// <summary>One reason for a denial.</summary>
/// <param name="Text">One plain English sentence. It never quotes what the requester wrote, unless that has the form of a code.</param>
/// <param name="CouldChangeAt">When this condition is met by the passing of time alone; null where time does not help.</param>
/// <param name="WhatWouldChangeIt">One plain English sentence on what somebody could do; null where nobody can do anything.</param>
public sealed record FailedCondition(ConditionCode Code, string Text, DateTimeOffset? CouldChangeAt, string? WhatWouldChangeIt)
{
    /// <summary>No key of the item was sealed to the device that asks: for the service to add, since the evaluator does not see grants.</summary>
    public static FailedCondition NoGrant { get; } = new(
        ConditionCode.NoGrant,
        "No key of the item was sealed to this device of the member.",
        null,
        "The sender can grant access to the member's devices as they are now.");

    /// <summary>The failed conditions of a decision, and that there is no grant to hand over: in their one order.</summary>
    public static IReadOnlyList<FailedCondition> AndNoGrant(IEnumerable<FailedCondition> failed) => [.. failed.Append(NoGrant).OrderBy(condition => condition.Code)];
}
