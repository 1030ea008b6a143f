using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Items;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Server.Grants;

namespace Exchange.Server.Submission;

/// <summary>An item and its grants whose signatures hold and which belong to each other and to the caller.</summary>
internal sealed class OfferedItem
{
    private OfferedItem(VerifiedItem item, DsseEnvelope envelope, OfferedGrants grants)
    {
        Item = item;
        Envelope = envelope;
        Grants = grants;
    }

    public VerifiedItem Item { get; }

    public DsseEnvelope Envelope { get; }

    public OfferedGrants Grants { get; }

    /// <exception cref="DirectoryException">No key of the directory signed it.</exception>
    /// <exception cref="EnvelopeException">A signature is missing or wrong.</exception>
    /// <exception cref="MalformedException">A statement does not hold together, or the two do not belong to each other.</exception>
    /// <exception cref="RefusedException">Another than the caller signed, or more than the agreement allows.</exception>
    public static OfferedItem Verify(Member caller, SubmitOrder order, DirectoryState directory)
    {
        DsseEnvelope envelope = DsseEnvelope.Parse(order.Statement.Span);
        VerifiedItem item = ItemVerifier.Verify(envelope, directory);
        if (item.Sender.Id != caller.Id)
        {
            throw new RefusedException(ErrorCode.NotAllowed, "an item of another member");
        }

        OfferedGrants grants = OfferedGrants.Verify(caller, order.GrantStatement.Span, order.Grants, directory);
        if (grants.Terms.Item != item.Id || grants.Terms.Statement != item.Digest)
        {
            throw new MalformedException("the grants are for another item");
        }

        grants.RequireBothKeys(caller.Id);
        return new OfferedItem(item, envelope, grants);
    }
}
