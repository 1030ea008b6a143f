using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Formats.Dsse;

namespace Exchange.Client.Sealing;

/// <summary>An item sealed and signed, ready to be sent: sending it again sends the same bytes.</summary>
/// <param name="Grants">The sealed grants, in the order of the grant statement's subjects.</param>
internal sealed record PreparedItem(
    ItemId Item,
    DsseEnvelope Statement,
    DsseEnvelope GrantStatement,
    IReadOnlyList<SealedGrantFile> Grants,
    IReadOnlyList<SealedPart> Parts)
{
    /// <summary>The event that its submission is to become.</summary>
    public ExpectedEvent ToBecome(MemberId sender, AgreementId agreement) => new()
    {
        Code = EventCodes.ItemSubmitted,
        Outcome = EventOutcome.Done,
        Agreement = agreement,
        Actor = sender,
        Item = Item,
        Statement = Statement.PayloadDigest,
        Cause = GrantStatement.PayloadDigest,
    };

    public bool IsSpooled => Parts.Any(part => part.IsSpooled);
}
