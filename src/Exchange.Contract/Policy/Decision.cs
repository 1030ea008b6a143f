namespace Exchange.Contract.Policy;

/// <summary>Permit, or deny with every failed condition.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    public sealed record Permit : Decision;

    /// <param name="Failed">At least one, prohibitions first, in the order of <see cref="ConditionCode"/>.</param>
    /// <exception cref="ArgumentException">No condition failed: that is no denial.</exception>
    public sealed record Deny(IReadOnlyList<FailedCondition> Failed) : Decision
    {
        public IReadOnlyList<FailedCondition> Failed { get; } = Failed.Count > 0
            ? ValueList<FailedCondition>.InOrder(Failed)
            : throw new ArgumentException("a denial names at least one failed condition", nameof(Failed));
    }
}
