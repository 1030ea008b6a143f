using Exchange.Client.Directory;
using Exchange.Client.Errors;
using Exchange.Client.Retrieval;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Formats.Dsse;
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
            [.. record.Events.Where(recorded => recorded.Event.Item == id && recorded.Event.ItemSequence is not null)];

        // 1. The statement that the log names is the one that its sender signed, and the only one.
        VerifiedItem? item = await StatementOfAsync(id, listed, events, cancellationToken);
        if (item is null)
        {
            return;
        }

        Items++;

        // 2. No event is missing, where all of them are shown to this member.
        bool whole = showsWhole(item);
        bool handedIn = events.Any(recorded => recorded.Event.Event == EventCodes.ItemSubmitted);
        findings.Require(
            listed is not null || !whole || !handedIn,
            VerificationFault.StatementMissing,
            $"{id} stands in the log and is not listed");
        await findings.CollectAsync(() => CheckChainAsync(id, events, whole, cancellationToken));

        // 3. What was signed is what is said to have been done; what was decided follows from it.
        List<RecordedGrant>? grants = whole ? [] : null;
        RecordedItem recorded = new(item, grants) { KnownPolicies = Known(listed) };
        await CheckEventsAsync(recorded, grants, events, cancellationToken);

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
        VerifiedItem? item = listed?.Item;
        foreach (RecordedEvent recorded in events)
        {
            // A refused look-up may name no statement; whoever looked up was not shown any.
            if (recorded.Event.Statement is { } digest)
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
        long size = record.Checkpoint.Checkpoint.Size;
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
            return ItemHead.Parse(SignedNote.Parse(note.Span).Verify(participant.Agreement.Terms.Logs.Audit.Keys).Note.Text);
        }
        catch (MalformedException wrong)
        {
            throw new VerificationException(VerificationFault.CheckpointNotSigned, $"the head of {id}: {wrong.Message}", wrong);
        }
    }

    private async Task CheckEventsAsync(
        RecordedItem recorded,
        List<RecordedGrant>? grants,
        List<RecordedEvent> events,
        CancellationToken cancellationToken)
    {
        ActCheck acts = new(recorded, history, findings);
        DecisionCheck decisions = new(recorded, participant.Agreement, history, findings, participant.Self.Id);
        UsedCauses used = new(findings);
        foreach (RecordedEvent happened in events)
        {
            used.Follow(happened);
            Device? asking = null;
            await findings.CollectAsync(async () => asking = await CheckCauseAsync(happened, recorded, grants, acts, cancellationToken));
            decisions.Follow(happened, wholeChain: recorded.IsWhole, asking);

            // After a change it names the new policy, and until the next one every event does.
            findings.Require(
                !recorded.IsWhole || happened.Event.Policy == recorded.Timeline.PolicyDigest,
                VerificationFault.PolicyMismatch,
                $"{happened.Where} names another policy than was in force");
        }

        Decisions += decisions.Decisions;
    }

    // The device that asked, where it is a release.
    private async Task<Device?> CheckCauseAsync(
        RecordedEvent happened,
        RecordedItem recorded,
        List<RecordedGrant>? grants,
        ActCheck acts,
        CancellationToken cancellationToken)
    {
        string code = happened.Event.Event;
        if (code == EventCodes.ItemSubmitted)
        {
            CauseCheck.CheckSubmission(happened, recorded.Item, history, findings);
        }
        else if (code == EventCodes.ItemSuperseded)
        {
            // The later item need not be this auditor's to see; where it is, it says so itself.
            CauseCheck.CheckSuperseded(
                happened, recorded.Item, others.FirstOrDefault(other => other.Digest == happened.Event.Cause), findings);
            return null;
        }

        if (await CauseOfAsync(happened, cancellationToken) is not { } cause)
        {
            return null;
        }

        if (code is EventCodes.CardReleased or EventCodes.ContentReleased)
        {
            return CauseCheck.CheckRelease(happened, cause, history, findings);
        }

        if (ActCheck.IsAct(code))
        {
            acts.Follow(happened, cause);
        }
        else if (grants is not null && code is EventCodes.ItemSubmitted or EventCodes.GrantAdded)
        {
            IReadOnlyList<RecordedGrant> read = GrantReader.Read(recorded.Item, cause, happened, history, findings);
            GrantCheck.Follow(happened, read, recorded, history, findings);
            grants.AddRange(read);
        }

        return null;
    }

    private static Dictionary<Sha256Digest, AccessPolicy> Known(SeenItem? listed) =>
        listed?.InForce.Changes.DistinctBy(change => change.Terms.PolicyDigest).ToDictionary(
            change => change.Terms.PolicyDigest,
            change => change.Policy)
        ?? [];

    private async Task<DsseEnvelope?> CauseOfAsync(RecordedEvent happened, CancellationToken cancellationToken)
    {
        // Only a refused look-up may have no signed cause: asking for an item by its id is not signed.
        if (happened.Event.Cause is { } digest)
        {
            return await statements.GetAsync(digest, $"the cause of {happened.Where}", cancellationToken);
        }

        findings.Require(
            happened.Event.Event == EventCodes.LookupRefused,
            VerificationFault.PayloadWrong,
            $"{happened.Where} names no statement that caused it");
        return null;
    }

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
