using System.Runtime.CompilerServices;
using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Server.Storage;

namespace Exchange.Server.Audit;

/// <summary>The events behind the log's commitments, for members who may see them.</summary>
internal sealed class AuditQuery(Ledger ledger)
{
    private const int PageSize = 200;

    /// <summary>The events that the caller may see, in log order, salt and payload as stored.</summary>
    public async IAsyncEnumerable<StoredEvent> EventsAsync(
        MemberId caller, LogIndex from, LogIndex until, ItemId? item, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LogIndex next = from;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IReadOnlyList<StoredEvent> page = ReadPage(caller, next, until, item);
            foreach (StoredEvent found in page)
            {
                yield return found;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            next = new LogIndex(page[^1].Index.Value + 1);
            await Task.Yield();
        }
    }

    /// <summary>A statement that some event names, for members who may see such an event.</summary>
    /// <exception cref="RefusedException">No such statement for the caller.</exception>
    public DsseEnvelope Statement(Member caller, Sha256Digest digest) => ledger.Read(reader =>
        reader.Events.MaySeeStatement(EventViewer.Of(caller), digest) && reader.Statements.Find(digest) is { } envelope
            ? envelope
            : throw new RefusedException(ErrorCode.NoSuchItem, "no event that the caller may see names the statement"));

    // A stream outlives the check at its start, so the caller is looked up again for each page.
    private IReadOnlyList<StoredEvent> ReadPage(MemberId caller, LogIndex from, LogIndex until, ItemId? item) =>
        ledger.Directory.Find(caller) is { Active: true } member
            ? ledger.Read(reader => reader.Events.Query(EventViewer.Of(member), from, until, item, PageSize))
            : throw new RefusedException(ErrorCode.NotAllowed, "an event query from a former member");
}
