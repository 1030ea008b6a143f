using System.Runtime.CompilerServices;
using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Server.Storage;

namespace Exchange.Server.Retrieval;

/// <summary>The items that a member may see, in the order in which they came.</summary>
internal sealed class ItemListing(Ledger ledger, ItemShelf shelf)
{
    // Each page is a view of its own, so that a long list holds no view open while its reader takes its time.
    private const int PageSize = 100;

    /// <summary>What there is now.</summary>
    public async IAsyncEnumerable<ShownItem> ListAsync(MemberId caller, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
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

    /// <summary>What there is now, then what comes, until cancelled.</summary>
    public async IAsyncEnumerable<ShownItem> WatchAsync(MemberId caller, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long position = after;
        while (true)
        {
            // The signal is taken before the page is read: what commits in between completes it.
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

    // A stream outlives the check at its beginning, so who calls is looked up for every page.
    private (IReadOnlyList<ShownItem> Visible, long? Last) ReadPage(MemberId caller, long after)
    {
        DirectoryState directory = ledger.Directory;
        Member member = directory.Find(caller) is { Active: true } active
            ? active
            : throw new RefusedException(ErrorCode.NotAllowed, "a list for a member who is one no more");
        return ledger.Read(reader =>
        {
            IReadOnlyList<ItemRow> rows = reader.Items.After(after, PageSize);
            ShownItem[] items =
            [
                .. rows.Select(row => shelf.Read(row, reader, directory))
                    .Where(item => Standing.Of(member, item, reader.Governance, directory).Sees)
                    .Select(item => ShownItem.To(member.Id, item, reader.Grants)),
            ];
            return ((IReadOnlyList<ShownItem>)items, rows.Count == 0 ? (long?)null : rows[^1].Position);
        });
    }
}
