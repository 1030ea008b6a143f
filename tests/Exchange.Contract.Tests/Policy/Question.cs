using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;

namespace Exchange.Contract.Tests.Policy;

/// <summary>All that a decision depends on.</summary>
public sealed record Question(
    AccessPolicy Policy, Reader Reader, SealedKey Key, string? Purpose, AccessState State, DateTimeOffset At, AgreementTerms Agreement)
{
    public Decision Decide() => PolicyEvaluator.Decide(Policy, Reader, Key, Purpose, State, At, Agreement);

    public IReadOnlyList<CheckedCondition> Explain() => PolicyEvaluator.Explain(Policy, Reader, Key, Purpose, State, At, Agreement);

    public IReadOnlyList<FailedCondition> Failed() => Decide() is Decision.Deny deny ? deny.Failed : [];
}
