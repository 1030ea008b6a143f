using Exchange.Client.Errors;
using Exchange.Client.Record;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Audit;

/// <summary>The chain of an item's events: no gap, no branch, and no end before the signed head.</summary>
internal static class ChainCheck
{
    /// <summary>The links between events that may have others between them, for a reader who sees only their own.</summary>
    /// <param name="events">Of one item, in log order.</param>
    public static void CheckSeen(ItemId item, IReadOnlyList<RecordedEvent> events, AuditFindings findings)
    {
        RecordedEvent? before = null;
        foreach (RecordedEvent recorded in events)
        {
            long? sequence = recorded.Said.ItemSequence;
            Sha256Digest? previous = recorded.Said.PreviousItemEntry;
            findings.Require(
                sequence is not null && sequence == 0 == previous is null,
                VerificationFault.ChainBroken,
                $"{recorded.Where} has no place in the chain of {item}");
            findings.Require(
                before is null || sequence > before.Said.ItemSequence,
                VerificationFault.ChainBroken,
                $"{recorded.Where} goes back in the chain of {item}");
            findings.Require(
                before is null || sequence != before.Said.ItemSequence + 1 || previous == before.Leaf,
                VerificationFault.ChainBroken,
                $"{recorded.Where} does not follow entry {before?.Index} in the chain of {item}");
            before = recorded;
        }
    }

    /// <summary>The whole chain, from the submission up to the head.</summary>
    /// <param name="events">Of one item, in log order.</param>
    /// <param name="checkpointSize">The size of the tree that the events were held against.</param>
    public static void CheckWhole(
        ItemId item,
        IReadOnlyList<RecordedEvent> events,
        ItemHead head,
        long checkpointSize,
        AuditFindings findings)
    {
        CheckSeen(item, events, findings);
        for (int i = 0; i < events.Count; i++)
        {
            findings.Require(
                events[i].Said.ItemSequence == i,
                VerificationFault.ChainBroken,
                $"the chain of {item} lacks event {i}, before {events[i].Where}");
        }

        // A head for an older tree could leave out the newest events.
        findings.Require(
            head.Item == item && head.TreeSize >= checkpointSize,
            VerificationFault.ChainBroken,
            $"the head of {item} is one for another item or an older log");

        RecordedEvent[] covered = [.. events.Where(recorded => recorded.Index.Value < head.TreeSize)];
        findings.Require(
            covered.Length == head.Count && covered.Length > 0 && covered[^1].Leaf == head.LastEntry,
            VerificationFault.ChainBroken,
            $"the chain of {item} has {covered.Length} events, its signed head says {head.Count}, or another last one");
    }
}
