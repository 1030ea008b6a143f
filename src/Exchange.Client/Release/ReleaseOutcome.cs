using Exchange.Client.Receipts;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;

namespace Exchange.Client.Release;

/// <summary>What the service decided, as the log has it.</summary>
/// <param name="Receipt">The proof, as it was kept.</param>
/// <param name="Grant">The sealed grant; null where it was denied.</param>
internal sealed record ReleaseOutcome(KeptReceipt Receipt, SealedGrantFile? Grant)
{
    /// <summary>Every failed condition of a denial.</summary>
    public IReadOnlyList<FailedCondition> Failed => Receipt.Verified.Said?.Failed ?? [];
}
