using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;
using Exchange.Server.Items;
using Exchange.Server.Storage;

namespace Exchange.Server.Grants;

/// <summary>The signed grant statements of an item, for those who read its record.</summary>
internal sealed class GrantListing(Ledger ledger, ItemLookup lookup)
{
    /// <summary>Oldest first.</summary>
    /// <exception cref="RefusedException">No such item for the caller, or not their record.</exception>
    public async Task<IReadOnlyList<DsseEnvelope>> ListAsync(Member caller, ItemId item, CancellationToken cancellationToken)
    {
        VisibleItem visible = await lookup.RequireAsync(caller, item, cancellationToken);
        return visible.Standing.SeesRecord
            ? ledger.Read(reader => StatementsOf(reader, item))
            : throw new RefusedException(ErrorCode.NotAllowed, "only the sender and compliance see to whom an item was granted");
    }

    private static IReadOnlyList<DsseEnvelope> StatementsOf(LedgerReader reader, ItemId item) =>
    [
        .. reader.Grants.StatementsOf(item).Select(digest =>
            reader.Statements.Find(digest) ?? throw new RefusedException(ErrorCode.DataLoss, $"grant statement {digest} is missing")),
    ];
}
