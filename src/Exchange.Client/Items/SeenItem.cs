using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;

namespace Exchange.Client.Items;

/// <summary>An item as the server lists it, its statement verified.</summary>
/// <param name="Received">The time of its submission's entry, as the server says.</param>
/// <param name="Sealed">Keys that were sealed to this device, as the server says.</param>
internal sealed record SeenItem(
    long Position,
    VerifiedItem Verified,
    InForcePolicy InForce,
    LogIndex Index,
    DateTimeOffset Received,
    bool Withdrawn,
    IReadOnlySet<SealedKey> Sealed)
{
    public AccessPolicy Policy => InForce.Policy;

    /// <summary>
    /// The newest item that replaces this one; null where none does. The later item says so itself, signed by the same sender.
    /// </summary>
    public ItemId? ReplacedBy(IEnumerable<SeenItem> all) => all
        .Where(other => other.Verified.Predicate.Supersedes == Verified.Id && other.Verified.Sender.Id == Verified.Sender.Id)
        .Select(other => (ItemId?)other.Verified.Id)
        .LastOrDefault();
}
