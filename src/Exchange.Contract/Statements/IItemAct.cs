using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>
/// What every statement about a submitted item has, so that none can be mistaken for one about another item, policy, member or
/// agreement, or count much later than it was made.
/// </summary>
public interface IItemAct
{
    AgreementId Agreement { get; }

    ItemId Item { get; }

    /// <summary>The digest of the item's statement.</summary>
    Sha256Digest Statement { get; }

    /// <summary>The digest of the policy in force that the signer saw; null where it does not matter.</summary>
    Sha256Digest? InForce { get; }

    SenderTerms Signer { get; }

    /// <summary>Makes the statement a new one, even if the same person says the same again.</summary>
    RequestId Request { get; }

    /// <summary>When it can no longer be submitted; at most an hour ahead.</summary>
    DateTimeOffset NotAfter { get; }
}
