using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Server.Retrieval;
using Exchange.Server.Storage;

namespace Exchange.Server.Governance;

/// <summary>What decisions about an item depend on now, as far as a member may see it: everything for its sender and compliance, for others what is the item's and what is their own; approvers are shown whose openings they are asked about.</summary>
internal sealed class ItemStates(Ledger ledger, ItemShelf shelf, ItemLookup lookup)
{
    /// <exception cref="RefusedException">No such item for the caller.</exception>
    public async Task<ShownState> ShowAsync(Member caller, ItemId id, CancellationToken cancellationToken)
    {
        VisibleItem visible = await lookup.RequireAsync(caller, id, cancellationToken);
        return ledger.Read(reader => Show(reader, caller, visible));
    }

    private ShownState Show(LedgerReader reader, Member caller, VisibleItem visible)
    {
        // Read again: all of it from one view.
        ItemRow row = reader.Items.Find(visible.Item.Id) ?? throw new RefusedException(ErrorCode.NoSuchItem, "the item is gone");
        StoredItem item = shelf.Read(row, reader, ledger.Directory);
        bool Shows(MemberId member) => visible.Standing.SeesRecord || member == caller.Id;
        bool ShowsAnswer(AnswerRow answer) => visible.Standing.IsApprover || answer.Reader is not { } reader || Shows(reader) || Shows(answer.Approver);
        return new ShownState(
            row.Withdrawn,
            [.. reader.Governance.PolicyChanges(row.Id).Select(digest => Statement(reader, digest))],
            [.. reader.Governance.AnswersTo(row.Id, item.InForce.Digest).Where(ShowsAnswer).Select(answer => Statement(reader, answer.Statement))],
            [.. reader.Governance.Acknowledgements(row.Id).Where(entry => Shows(entry.Member)).Select(entry => Statement(reader, entry.Statement))],
            reader.Openings.Total(row.Id),
            [.. reader.Openings.ByMember(row.Id).Where(entry => Shows(entry.Member))],
            [.. reader.Governance.GrantedOnward(row.Id).Where(member => visible.Standing.IsApprover || Shows(member))]);
    }

    private static DsseEnvelope Statement(LedgerReader reader, Sha256Digest digest) =>
        reader.Statements.Find(digest) ?? throw new RefusedException(ErrorCode.DataLoss, $"statement {digest} is missing");
}
