using System.Runtime.CompilerServices;
using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using Exchange.Server.Items;
using Exchange.Server.Storage;

namespace Exchange.Server.Retrieval;

/// <summary>An item as one member is shown it: with the memberships to whose devices keys of it were sealed for them.</summary>
internal sealed record ShownItem(StoredItem Item, IReadOnlyList<Sha256Digest> CardSealedTo, IReadOnlyList<Sha256Digest> ContentSealedTo)
{
    public static ShownItem To(MemberId member, StoredItem item, GrantRows grants) =>
        new(item, SealedTo(grants, item.Id, member, SealedKey.Card), SealedTo(grants, item.Id, member, SealedKey.Content));

    private static IReadOnlyList<Sha256Digest> SealedTo(GrantRows grants, ItemId item, MemberId member, SealedKey key) =>
        [.. grants.To(item, member, key).Select(grant => grant.Membership).Distinct()];
}

/// <summary>The items that a member may see, in order of submission.</summary>
internal sealed class ItemListing(Ledger ledger, ItemShelf shelf)
{
    // Each page is a view of its own, so that a slow reader of a long list does not keep a view open.
    private const int PageSize = 100;

    /// <summary>The items that exist now.</summary>
    public async IAsyncEnumerable<ShownItem> ListAsync(
        MemberId caller, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long position = after;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (IReadOnlyList<ShownItem> visible, long? last) = ReadPage(caller, position);
            foreach (ShownItem item in visible)
            {
                yield return item;
            }

            if (last is null)
            {
                yield break;
            }

            position = last.Value;
            await Task.Yield();
        }
    }

    /// <summary>The items that exist now, then new ones as they come, until cancelled.</summary>
    public async IAsyncEnumerable<ShownItem> WatchAsync(
        MemberId caller, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long position = after;
        while (true)
        {
            // The signal is taken before the page is read: a commit in between completes it.
            Task next = ledger.NextCommit;
            (IReadOnlyList<ShownItem> visible, long? last) = ReadPage(caller, position);
            foreach (ShownItem item in visible)
            {
                yield return item;
            }

            position = last ?? position;
            if (last is null)
            {
                await next.WaitAsync(cancellationToken);
            }
        }
    }

    // A stream outlives the check at its start, so the caller is looked up again for each page.
    private (IReadOnlyList<ShownItem> Visible, long? Last) ReadPage(MemberId caller, long after)
    {
        DirectoryState directory = ledger.Directory;
        Member member = directory.Find(caller) is { Active: true } active
            ? active
            : throw new RefusedException(ErrorCode.NotAllowed, "a list request from a former member");
        return ledger.Read(reader =>
        {
            IReadOnlyList<ItemRow> rows = reader.Items.After(after, PageSize);
            ShownItem[] items =
            [
                .. rows.Select(row => shelf.Read(row, reader, directory))
                    .Where(item => Standing.Of(member, item, reader, directory).Sees)
                    .Select(item => ShownItem.To(member.Id, item, reader.Grants)),
            ];
            return ((IReadOnlyList<ShownItem>)items, rows.Count == 0 ? (long?)null : rows[^1].Position);
        });
    }
}
