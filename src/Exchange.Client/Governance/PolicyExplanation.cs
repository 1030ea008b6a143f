using Exchange.Contract.Directory;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;

namespace Exchange.Client.Governance;

/// <summary>Why a member could open an item or its card at an instant, or not: every condition with its state.</summary>
/// <param name="Policy">The policy in force then.</param>
/// <param name="Purpose">The purpose that was asked about; null where the policy and the agreement have none in common.</param>
/// <param name="Notes">What the answer takes for granted: plain sentences.</param>
public sealed record PolicyExplanation(
    VerifiedItem Item,
    Member Reader,
    DateTimeOffset At,
    AccessPolicy Policy,
    string? Purpose,
    IReadOnlyList<CheckedCondition> Card,
    IReadOnlyList<CheckedCondition> Contents,
    IReadOnlyList<string> Notes);
