using Exchange.Client.Directory;
using Exchange.Client.Errors;
using Exchange.Client.Items;
using Exchange.Client.Record;
using Exchange.Client.Transfer;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Client.Audit;

/// <summary>Everything about one item that the record can prove.</summary>
/// <param name="others">All items that the auditor sees.</param>
/// <param name="showsWhole">Whether the record holds every event of an item.</param>
internal sealed class ItemAudit(
    Participant participant,
    AuditRecord record,
    DirectoryHistory history,
    StatementShelf statements,
    IReadOnlyList<VerifiedItem> others,
    Func<VerifiedItem, bool> showsWhole,
    AuditFindings findings)
{
    public int Items { get; private set; }

    public int Chains { get; private set; }

    public int Decisions { get; private set; }

    public int Parts { get; private set; }

    public long PartBytes { get; private set; }

    /// <param name="listed">The item as the server lists it; null where it is known from events only.</param>
    /// <exception cref="VerificationException">What is wrong so early that the rest cannot be checked.</exception>
    public async Task CheckAsync(ItemId id, SeenItem? listed, CancellationToken cancellationToken)
    {
        List<RecordedEvent> events =
            [.. record.Events.Where(recorded => recorded.IsInChainOf(id))];

        // 1. The statement that the log names is the one that its sender signed, and the only one.
        VerifiedItem? item = await StatementOfAsync(id, listed, events, cancellationToken);
        if (item is null)
        {
            return;
        }

        Items++;

        // 2. No event is missing, where all of them are shown to this member.
        bool whole = showsWhole(item);
        bool handedIn = events.Any(recorded => recorded.Said.Code == EventCodes.ItemSubmitted);
        findings.Require(
            listed is not null || !whole || !handedIn,
            VerificationFault.StatementMissing,
            $"{id} is in the log but is not listed");
        await findings.CollectAsync(() => CheckChainAsync(id, events, whole, cancellationToken));

        // 3. What was signed is what is said to have been done; what was decided follows from it.
        ItemReplay replay = new(item, whole) { KnownPolicies = Known(listed) };
        ItemReplayer replayer = new(replay, participant.Agreement, history, statements, findings, participant.Self.Id) { Others = others };
        foreach (RecordedEvent happened in events)
        {
            await replayer.ApplyAsync(happened, cancellationToken);
        }

        Decisions += replayer.Decisions;

        // 4. The sealed parts are those that were signed. Who has left the audience still has their events, and is not given the parts.
        if (listed is not null)
        {
            await findings.CollectAsync(() => CheckPartsAsync(item, cancellationToken));
        }
    }

    private async Task<VerifiedItem?> StatementOfAsync(
        ItemId id,
        SeenItem? listed,
        List<RecordedEvent> events,
        CancellationToken cancellationToken)
    {
        VerifiedItem? item = listed?.Verified;
        foreach (RecordedEvent recorded in events)
        {
            // A refused look-up may name no statement; whoever looked up was not shown any.
            if (recorded.Said.Statement is { } digest)
            {
                item ??= StatementFaults.Verify(
                    await statements.GetAsync(digest, recorded.Where, cancellationToken),
                    history.Latest,
                    recorded.Where);
                findings.Require(
                    item.Digest == digest && item.Id == id,
                    VerificationFault.StatementSwapped,
                    $"{recorded.Where} names another statement than the item's");
            }
        }

        return item;
    }

    private async Task CheckChainAsync(ItemId id, List<RecordedEvent> events, bool whole, CancellationToken cancellationToken)
    {
        if (!whole)
        {
            ChainCheck.CheckSeen(id, events, findings);
            return;
        }

        // The head may be newer than the checkpoint; what has come in between is part of the chain, too.
        long size = record.Checkpoint.Value.Size;
        ItemHead head = ReadHead(await participant.Server.Audit.GetItemHeadAsync(id, cancellationToken), id);
        IReadOnlyList<RecordedEvent> later =
            head.TreeSize > size ? await new RecordReader(participant).ReadLaterAsync(id, size, head.TreeSize, cancellationToken) : [];
        ChainCheck.CheckWhole(id, [.. events, .. later], head, size, findings);
        Chains++;
    }

    private ItemHead ReadHead(ReadOnlyMemory<byte> note, ItemId id)
    {
        try
        {
            return ItemHead.Parse(SignedNote.Parse(note.Span).Verify(participant.Agreement.Predicate.Logs.Audit.Keys).Note.Text);
        }
        catch (MalformedException wrong)
        {
            throw new VerificationException(VerificationFault.CheckpointNotSigned, $"the head of {id}: {wrong.Message}", wrong);
        }
    }

    private static Dictionary<Sha256Digest, AccessPolicy> Known(SeenItem? listed) =>
        listed?.InForce.Changes.DistinctBy(change => change.Predicate.PolicyDigest).ToDictionary(
            change => change.Predicate.PolicyDigest,
            change => change.Policy)
        ?? [];

    private async Task CheckPartsAsync(VerifiedItem item, CancellationToken cancellationToken)
    {
        PartFetcher fetcher = new(participant);
        foreach (ItemPart part in item.Parts)
        {
            await findings.CollectAsync(() => fetcher.VerifyAsync(item, part, cancellationToken));
            Parts++;
            PartBytes += part.Length;
        }
    }
}
