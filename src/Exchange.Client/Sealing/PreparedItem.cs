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
    public bool IsSpooled => Parts.Any(part => part.IsSpooled);
}
