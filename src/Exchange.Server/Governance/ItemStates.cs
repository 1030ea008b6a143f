using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Server.Items;
using Exchange.Server.Storage;

namespace Exchange.Server.Governance;

/// <summary>What one member is shown of an item's state; see <c>GetStateResponse</c> in <c>governance.proto</c>.</summary>
internal sealed record ShownState
{
    public required bool Withdrawn { get; init; }

    public required IReadOnlyList<DsseEnvelope> PolicyChanges { get; init; }

    public required IReadOnlyList<DsseEnvelope> Approvals { get; init; }

    public required IReadOnlyList<DsseEnvelope> Acknowledgements { get; init; }

    public required uint Openings { get; init; }

    public required IReadOnlyList<(MemberId Member, uint Openings)> ByMember { get; init; }

    public required IReadOnlyList<MemberId> GrantedOnward { get; init; }
}

/// <summary>
/// What decisions about an item depend on now, as far as a member may see it: its sender and compliance see everything, others what
/// concerns the item or themselves; approvers also see whose openings they are asked about.
/// </summary>
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
        // Read again, so that all of it comes from one view.
        ItemRow row = reader.Items.Find(visible.Item.Id) ?? throw new RefusedException(ErrorCode.NoSuchItem, "the item is gone");
        StoredItem item = shelf.Read(row, reader, ledger.Directory);
        bool isApprover = visible.Standing.IsApprover;
        bool Shows(MemberId member) => visible.Standing.SeesRecord || member == caller.Id;
        bool ShowsAnswer(AnswerRow answer) => isApprover || answer.Reader is not { } about || Shows(about) || Shows(answer.Approver);
        DsseEnvelope Statement(Sha256Digest digest) =>
            reader.Statements.Find(digest) ?? throw new RefusedException(ErrorCode.DataLoss, $"statement {digest} is missing");
        return new ShownState
        {
            Withdrawn = row.Withdrawn,
            PolicyChanges = [.. reader.Governance.PolicyChanges(row.Id).Select(Statement)],
            Approvals =
            [
                .. from answer in reader.Governance.AnswersTo(row.Id, item.InForce.Digest)
                   where ShowsAnswer(answer)
                   select Statement(answer.Statement),
            ],
            Acknowledgements =
            [
                .. from given in reader.Governance.Acknowledgements(row.Id)
                   where Shows(given.Member)
                   select Statement(given.Statement),
            ],
            Openings = reader.Openings.Total(row.Id),
            ByMember = [.. reader.Openings.ByMember(row.Id).Where(entry => Shows(entry.Member))],
            GrantedOnward = [.. reader.Governance.GrantedOnward(row.Id).Where(member => isApprover || Shows(member))],
        };
    }
}
