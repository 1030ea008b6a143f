using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Transport;
using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Client.Record;

/// <summary>Reads the audit log as it is stored and served, and holds the events against it.</summary>
internal sealed class RecordReader(Participant participant)
{
    /// <exception cref="VerificationException">
    /// The log is not the one that was signed or seen before, or an event is not what its entry commits to.
    /// </exception>
    public async Task<AuditRecord> ReadAsync(CancellationToken cancellationToken)
    {
        AuditFindings findings = new();
        AuditRecord record = await ReadAsync(findings, cancellationToken);
        findings.ThrowIfAny();
        return record;
    }

    /// <summary>As far as it can be read; what is wrong goes to the findings.</summary>
    public async Task<AuditRecord> ReadAsync(AuditFindings findings, CancellationToken cancellationToken)
    {
        // 1. A checkpoint that goes on from the one that was seen last.
        VerifiedCheckpoint checkpoint = await participant.Memory.AdvanceAsync(LogName.Audit, cancellationToken);

        // 2. The whole tree, from its entries up: every tile and the root must come out the same.
        List<Sha256Digest> leaves = [];
        await findings.CollectAsync(() => RecomputeAsync(checkpoint, leaves, cancellationToken));

        // 3. The events, each against its entry.
        List<RecordedEvent> events = [];
        await findings.CollectAsync(() => ReadEventsAsync(checkpoint.Value.Size, leaves, events, findings, cancellationToken));
        return new AuditRecord(checkpoint, leaves, events);
    }

    /// <summary>An item's events from an index on, which the checkpoint does not cover yet, up to another.</summary>
    /// <exception cref="VerificationException">One is not readable.</exception>
    public async Task<IReadOnlyList<RecordedEvent>> ReadLaterAsync(ItemId item, long from, long until, CancellationToken cancellationToken)
    {
        List<RecordedEvent> events = [];
        await foreach (EventListing listing in participant.Server.Audit.QueryAsync(from, until, item, cancellationToken))
        {
            RequireOrder(listing, until, events.Count == 0 ? null : events[^1].Index);
            events.Add(Read(listing));
        }

        return events;
    }

    private async Task RecomputeAsync(VerifiedCheckpoint checkpoint, List<Sha256Digest> leaves, CancellationToken cancellationToken)
    {
        long size = checkpoint.Value.Size;
        StoredTiles tiles = new(participant.Server, LogName.Audit);
        TreeRecomputer tree = new(new TreeAppender(), tiles.FetchAsync);
        try
        {
            for (long index = 0; TileCoordinate.WidthIn(size, 0, index) is > 0 and int width; index++)
            {
                ReadOnlyMemory<byte> bundle =
                    await tiles.FetchAsync(new TileCoordinate(TileCoordinate.EntriesLevel, index, width), cancellationToken);
                foreach (ReadOnlyMemory<byte> entry in EntryBundle.Parse(bundle.Span, width))
                {
                    Sha256Digest leaf = RecordHash.Leaf(entry.Span);
                    leaves.Add(leaf);
                    await tree.AppendAsync(leaf, cancellationToken);
                }
            }

            if (await tree.CompareEdgeAsync(cancellationToken) != checkpoint.Value.Root)
            {
                throw new VerificationException(VerificationFault.EntryWrong, $"the audit log of {size} entries");
            }
        }
        catch (TileMismatchException another)
        {
            // Either the tile or an entry under it: the root tells, but only for a log that is as it was signed elsewhere.
            throw new VerificationException(VerificationFault.TileWrong, another.Message, another);
        }
        catch (MalformedException unreadable)
        {
            throw new VerificationException(VerificationFault.EntryWrong, unreadable.Message, unreadable);
        }
    }

    private async Task ReadEventsAsync(
        long size,
        List<Sha256Digest> leaves,
        List<RecordedEvent> events,
        AuditFindings findings,
        CancellationToken cancellationToken)
    {
        if (size == 0)
        {
            return;
        }

        await foreach (EventListing listing in participant.Server.Audit.QueryAsync(from: 0, until: size, item: null, cancellationToken))
        {
            // Ends with the first that is out of order: a list that only grows would have no end.
            long index = listing.Index.Value;
            RequireOrder(listing, size, events.Count == 0 ? null : events[^1].Index);
            findings.Require(
                index >= leaves.Count || listing.Commitment.LeafHash == leaves[(int)index],
                VerificationFault.PayloadWrong,
                $"entry {index}");
            await findings.CollectAsync(() => Add(listing));
        }

        Task Add(EventListing listing)
        {
            events.Add(Read(listing));
            return Task.CompletedTask;
        }
    }

    private static void RequireOrder(EventListing listing, long until, LogIndex? before)
    {
        if (listing.Index.Value >= until || (before is { } last && listing.Index <= last))
        {
            throw new VerificationException(VerificationFault.PayloadWrong, $"entry {listing.Index} is given out of order");
        }
    }

    private static RecordedEvent Read(EventListing listing)
    {
        try
        {
            return new RecordedEvent(listing.Index, listing.Commitment.LeafHash, listing.Commitment.Read());
        }
        catch (MalformedException unreadable)
        {
            throw new VerificationException(VerificationFault.PayloadWrong, $"entry {listing.Index}: {unreadable.Message}", unreadable);
        }
    }
}
