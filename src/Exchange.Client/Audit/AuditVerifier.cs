using Exchange.Client.Directory;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Items;
using Exchange.Client.Receipts;
using Exchange.Client.Record;
using Exchange.Client.Transport;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Client.Audit;

/// <summary>Holds everything that the server stores and says against what was signed, as far as the member may see it.</summary>
public sealed class AuditVerifier(Participant participant)
{
    /// <param name="full">Also items, decisions and sealed parts, which are downloaded for it.</param>
    /// <exception cref="VerificationException">
    /// Something is wrong. All that can be checked is, before this is thrown; it names the first of each kind.
    /// </exception>
    public async Task<AuditReport> VerifyAsync(bool full, IProgress<AuditProgress>? progress, CancellationToken cancellationToken)
    {
        AuditFindings findings = new();

        // 1. The audit log, from its entries up, and what the member may see of it: as whoever they were before it was read.
        (Member self, DirectoryState directory) = (participant.Self, participant.Directory);
        AuditRecord? record =
            await findings
                .CollectAsync<AuditRecord>(async () => await new RecordReader(participant).ReadAsync(findings, cancellationToken));

        // 2. The directory, from the agreement on: whose keys counted, at each of its sizes. Read after the log, so that it is no
        //    older than what the log's last entry names.
        DirectoryHistory? history =
            await findings.CollectAsync<DirectoryHistory>(async () => await ReplayAsync(findings, cancellationToken));
        if (history is null || record is null)
        {
            throw findings.ToException();
        }

        // 3. What holds from entry to entry; and what was receipted is still there.
        OrderCheck.Check(record.Events, participant.Agreement, history, findings);
        int receipts = await CheckReceiptsAsync(record, findings, cancellationToken);

        // 4. Item by item: chain, statements, decisions, parts.
        StatementShelf statements = new(participant.Server);
        IReadOnlyList<SeenItem> listed = full
            ? await findings.CollectAsync<IReadOnlyList<SeenItem>>(
                async () => await new ItemReader(participant).ListAsync(cancellationToken)) ?? []
            : [];

        ItemAudit items = new(participant, record, history, statements, [.. listed.Select(seen => seen.Verified)], ShowsWhole, findings);
        if (full)
        {
            await CheckItemsAsync(items, record, listed, findings, progress, cancellationToken);
        }

        findings.ThrowIfAny();
        return new AuditReport(
            full, record.Leaves.Count, record.Events.Count, history.Size, receipts, items.Items, items.Chains, statements.Count,
            items.Decisions, items.Parts, items.PartBytes);

        // A role that came while the log was read does not show what was read before it came.
        bool ShowsWhole(VerifiedItem item) =>
            ItemParties.ShowsWholeRecordTo(self, item, directory)
            && ItemParties.ShowsWholeRecordTo(participant.Self, item, history.Latest);
    }

    // The participant keeps what it replayed before; an audit looks at what is stored now, from the first entry on.
    private async Task<DirectoryHistory> ReplayAsync(AuditFindings findings, CancellationToken cancellationToken)
    {
        await participant.RefreshAsync(cancellationToken);
        DirectoryHistory history = participant.History;
        DirectoryPage page = await participant.Server.Directory.ReplayAsync(from: 0, cancellationToken);
        findings.Require(
            page.Envelopes.Count >= history.Size,
            VerificationFault.StatementMissing,
            $"the directory has {history.Size} entries, of which {page.Envelopes.Count} came");
        foreach ((int index, (DsseEnvelope served, DsseEnvelope kept)) in page.Envelopes.Zip(history.Envelopes).Index())
        {
            findings.Require(
                served.Equals(kept),
                VerificationFault.StatementSwapped,
                $"directory entry {index} differs from the signed statement");
        }

        // Others read the same log by its tiles.
        TreeRecomputer tree = new(new TreeAppender(), new StoredTiles(participant.Server, LogName.Directory).FetchAsync);
        try
        {
            foreach (DsseEnvelope envelope in history.Envelopes)
            {
                await tree.AppendAsync(RecordHash.Leaf(envelope.PayloadDigest.ToArray()), cancellationToken);
            }

            await tree.CompareEdgeAsync(cancellationToken);
        }
        catch (TileMismatchException another)
        {
            findings.Add(VerificationFault.TileWrong, $"the directory log: {another.Message}");
        }

        return history;
    }

    private async Task<int> CheckReceiptsAsync(AuditRecord record, AuditFindings findings, CancellationToken cancellationToken)
    {
        int count = 0;
        foreach (string path in new ReceiptShelf(participant).List())
        {
            string name = Path.GetFileName(path);
            try
            {
                VerifiedReceipt receipt =
                    ReceiptVerifier.VerifyAudit(await File.ReadAllBytesAsync(path, cancellationToken), participant.Agreement);
                bool stands =
                    receipt.Index.Value < record.Leaves.Count && receipt.Commitment?.LeafHash == record.Leaves[(int)receipt.Index.Value];
                findings.Require(stands, VerificationFault.LogForked, $"the log does not contain the entry that {name} is a receipt for");
                count++;
            }
            catch (MalformedException damaged)
            {
                findings.Add(VerificationFault.ReceiptWrong, $"{name}: {damaged.Message}");
            }
        }

        return count;
    }

    private async Task CheckItemsAsync(
        ItemAudit items,
        AuditRecord record,
        IReadOnlyList<SeenItem> listed,
        AuditFindings findings,
        IProgress<AuditProgress>? progress,
        CancellationToken cancellationToken)
    {
        foreach (RecordedEvent stray in record.Events
            .Where(recorded => recorded.Said.ItemSequence is null && recorded.Said.Code != EventCodes.LookupRefused))
        {
            findings.Add(VerificationFault.ChainBroken, $"{stray.Where} belongs to no item's chain");
        }

        Dictionary<ItemId, SeenItem> byId = listed.ToDictionary(seen => seen.Verified.Id);
        ItemId[] all = [.. byId.Keys
            .Union(record.Events
                .Where(recorded => recorded.Said.ItemSequence is not null)
                .Select(recorded => recorded.Said.Item)
                .OfType<ItemId>())];
        for (int i = 0; i < all.Length; i++)
        {
            ItemId id = all[i];
            await findings.CollectAsync(() => items.CheckAsync(id, byId.GetValueOrDefault(id), cancellationToken));
            progress?.Report(new AuditProgress(i + 1, all.Length, items.PartBytes));
        }
    }
}
