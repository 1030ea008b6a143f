using Exchange.Client.Audit;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Tests.Audit;

/// <summary>The events of one item as an honest server would write them, for tests to bend.</summary>
internal sealed class HandmadeRecord(TwoParties parties, SignedItem signed)
{
    private readonly List<RecordedEvent> events = [];

    public IReadOnlyList<RecordedEvent> Events => events;

    public IReadOnlyList<RecordedGrant> Grants { get; set; } =
    [
        .. new[] { parties.Alice, parties.Bob }.SelectMany(member => new[] { SealedKey.Card, SealedKey.Content }.Select(key =>
            new RecordedGrant(member.Id, key, GrantOf(member, key), new LogIndex(0)))),
    ];

    public static Sha256Digest GrantOf(Member member, SealedKey key) => Sha256Digest.Of([(byte)key, .. System.Text.Encoding.ASCII.GetBytes(member.Id.ToString())]);

    public AuditEvent Submitted() => Event(EventCodes.ItemSubmitted, EventOutcome.Done, parties.Alice, []);

    public AuditEvent Card(Member reader, params ConditionCode[] failed) =>
        Event(EventCodes.CardReleased, failed.Length == 0 ? EventOutcome.Permit : EventOutcome.Deny, reader, failed) with
        {
            Key = SealedKey.Card,
            Grant = failed.Length == 0 ? GrantOf(reader, SealedKey.Card) : null,
        };

    public AuditEvent Content(Member reader, string purpose, int total, int byMember, params ConditionCode[] failed) =>
        Event(EventCodes.ContentReleased, failed.Length == 0 ? EventOutcome.Permit : EventOutcome.Deny, reader, failed) with
        {
            Key = SealedKey.Content,
            Grant = failed.Length == 0 ? GrantOf(reader, SealedKey.Content) : null,
            Purpose = purpose,
            Openings = reader.Id == parties.Alice.Id ? null : new OpeningCounts(total, byMember),
        };

    /// <summary>Puts the next event into log and chain.</summary>
    public HandmadeRecord Add(AuditEvent happened)
    {
        AuditEvent linked = happened with { ItemSequence = events.Count, PreviousItemEntry = events.Count == 0 ? null : events[^1].Leaf };
        events.Add(new RecordedEvent(new LogIndex(10 * events.Count), EventCommitment.Of(linked).LeafHash, linked));
        return this;
    }

    /// <summary>Decides everything again.</summary>
    public AuditFindings Follow(bool wholeChain = true)
    {
        AuditFindings findings = new();
        DecisionCheck check = new(new RecordedItem(signed.Item, wholeChain ? Grants : null), parties.Agreement, parties.History, findings);
        foreach (RecordedEvent happened in events)
        {
            check.Follow(happened, wholeChain);
        }

        return findings;
    }

    public ItemHead Head(long treeSize) => new(signed.Item.Id, events.Count, events[^1].Leaf, treeSize);

    private AuditEvent Event(string code, string outcome, Member actor, ConditionCode[] failed) => new(
        code, outcome, TwoParties.Day0.AddDays(1).AddSeconds(events.Count), parties.Agreement.Id, 1,
        new DirectoryPosition(parties.History.Size, parties.History.RootAt(parties.History.Size).GetValueOrDefault()), 1, actor.Id, signed.Item.Id, null, null,
        signed.Item.Digest, signed.Item.Terms.PolicyDigest, Sha256Digest.Of([1]), null, null, RequestId.New(), null, null,
        [.. failed.Select(condition => new FailedEntry(ConditionName.Of(condition), "It says why.", null))]);
}
