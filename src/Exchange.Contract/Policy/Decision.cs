using Exchange.Formats.Primitives;

namespace Exchange.Contract.Policy;

/// <summary>Permit, or deny with every failed condition.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <param name="Approvals">
    /// The digests of the approvals that it rests on: as many as the policy asks for, the earliest first. Having been used, they stay.
    /// </param>
    public sealed record Permit(IReadOnlyList<Sha256Digest> Approvals) : Decision
    {
        public Permit()
            : this([])
        {
        }

        public IReadOnlyList<Sha256Digest> Approvals { get; } = ValueList<Sha256Digest>.InOrder(Approvals);
    }

    /// <param name="Failed">At least one, prohibitions first, in the order of <see cref="ConditionCode"/>.</param>
    /// <exception cref="ArgumentException">No condition failed, so this is not a denial.</exception>
    public sealed record Deny(IReadOnlyList<FailedCondition> Failed) : Decision
    {
        public IReadOnlyList<FailedCondition> Failed { get; } = Failed.Count > 0
            ? ValueList<FailedCondition>.InOrder(Failed)
            : throw new ArgumentException("a denial names at least one failed condition", nameof(Failed));
    }
}
