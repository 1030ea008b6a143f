using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Formats.Primitives;
using Exchange.Server.Storage;

namespace Exchange.Server.Items;

/// <summary>An item together with the caller's standing: made only where the caller may see it.</summary>
internal sealed record VisibleItem(StoredItem Item, Standing Standing);

/// <summary>The signed request behind a lookup that was refused.</summary>
internal sealed record LookupCause(Sha256Digest Statement, SealedKey Key, RequestId Request, string? Purpose);

/// <summary>Finds items for a caller. Unknown and forbidden items get the same answer; the log has the real reasons.</summary>
internal sealed class ItemLookup(Ledger ledger, ItemShelf shelf)
{
    /// <summary>The item, if the caller may see it.</summary>
    /// <exception cref="RefusedException">No such item for this caller; the refusal is logged before the caller is answered.</exception>
    public async Task<VisibleItem> RequireAsync(Member caller, ItemId id, CancellationToken cancellationToken)
    {
        // 1. Most lookups are of items that the caller sees; they write nothing.
        VisibleItem? visible = ledger.Read(reader =>
            See(caller, reader.Items.Find(id), reader, ledger.Directory));
        if (visible is not null)
        {
            return visible;
        }

        // 2. Visibility is decided again inside the transaction that logs the refusal, so that the reasons are those of that moment.
        VisibleItem? since = await ledger.WriteAsync(transaction => RefuseUnlessVisible(transaction, caller, id), cancellationToken);

        // 3. The refusal is durable; only now is the caller answered.
        return since ?? throw new RefusedException(ErrorCode.NoSuchItem, "a lookup was refused and logged");
    }

    /// <summary>Logs that a member asked for an item that they may not see. The reasons go to compliance, never to that member.</summary>
    public static AppendedEvent Refuse(LedgerTransaction transaction, Member caller, ItemId asked, StoredItem? item, LookupCause? cause) =>
        transaction.AppendEvent(new EventDraft
        {
            Code = EventCodes.LookupRefused,
            Outcome = EventOutcome.Deny,
            Actor = caller,
            Item = item?.Verified,
            UnknownItem = item is null ? asked : null,
            Cause = cause?.Statement,
            Key = cause?.Key,
            Request = cause?.Request,
            Purpose = cause?.Purpose,
            Failed = item is null ? [new FailedCondition.UnknownItem()] : Reasons(transaction, caller, item, cause),
            PartiesWhoseComplianceSees = item?.Parties ?? [caller.Name.Party],
            ActorSees = false,
        });

    private static IReadOnlyList<FailedCondition> Reasons(
        LedgerTransaction transaction,
        Member caller,
        StoredItem item,
        LookupCause? cause)
    {
        Decision decision = PolicyEvaluator.Decide(
            item.Policy,
            caller.ToReader(),
            cause?.Key ?? SealedKey.Card,
            cause?.Purpose,
            StoredFacts.Of(item, transaction.Stored).StateOf(caller.Id, transaction.Directory),
            transaction.Now,
            transaction.Directory.Agreement.PolicyTerms);
        return decision is Decision.Deny denied ? denied.Failed : [];
    }

    private VisibleItem? See(Member caller, ItemRow? row, LedgerReader stored, DirectoryState directory)
    {
        if (row is null)
        {
            return null;
        }

        StoredItem item = shelf.Read(row, stored, directory);
        Standing standing = Standing.Of(caller, item, stored, directory);
        return standing.Sees ? new VisibleItem(item, standing) : null;
    }

    private VisibleItem? RefuseUnlessVisible(LedgerTransaction transaction, Member caller, ItemId id)
    {
        Member now = transaction.Directory.Find(caller.Id) ?? caller;
        ItemRow? row = transaction.Items.Find(id);
        if (See(now, row, transaction.Stored, transaction.Directory) is { } visible)
        {
            return visible;
        }

        StoredItem? item = row is null ? null : shelf.Read(row, transaction);
        Refuse(transaction, now, id, item, cause: null);
        return null;
    }
}
