using Exchange.Client.Record;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Tests.Audit;

/// <summary>The events of one item as an honest server would write them, for tests to bend.</summary>
internal sealed class HandmadeRecord(TwoParties parties, SignedItem signed)
{
    private readonly List<RecordedEvent> events = [];
    private readonly Dictionary<Sha256Digest, DsseEnvelope> causes = [];

    public IReadOnlyList<RecordedEvent> Events => events;

    /// <summary>The digest of the policy that events name from here on.</summary>
    public Sha256Digest InForce { get; set; } = signed.Item is { } item ? item.Predicate.PolicyDigest : default;

    /// <summary>When the next event happens.</summary>
    public DateTimeOffset Now => TwoParties.Day0.AddDays(1).AddSeconds(events.Count);

    /// <summary>The device that signs for releases; null: the member's own first.</summary>
    public Device? Asking { get; set; }

    public IReadOnlyList<RecordedGrant> Grants { get; set; } =
    [
        .. new[] { parties.Alice, parties.Bob }.SelectMany(member => new[] { SealedKey.Card, SealedKey.Content }.Select(key =>
            GrantedTo(member, key))),
    ];

    /// <summary>A grant that was sealed before anything happened.</summary>
    public static RecordedGrant GrantedTo(Member member, SealedKey key) =>
        new(member.Id, member.Statement, key, GrantOf(member, key), new LogIndex(0));

    public static Sha256Digest GrantOf(Member member, SealedKey key) =>
        Sha256Digest.Of([(byte)key, .. System.Text.Encoding.ASCII.GetBytes(member.Id.ToString())]);

    public AuditEvent Submitted() => Event(EventCodes.ItemSubmitted, EventOutcome.Done, parties.Alice, []);

    public AuditEvent Card(Member reader, params FailedCondition[] failed) =>
        Event(EventCodes.CardReleased, failed.Length == 0 ? EventOutcome.Permit : EventOutcome.Deny, reader, failed) with
        {
            Key = SealedKey.Card,
            Grant = failed.Length == 0 ? GrantOf(reader, SealedKey.Card) : null,
        };

    public AuditEvent Content(Member reader, string purpose, int total, int byMember, params FailedCondition[] failed) =>
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

    /// <summary>The event that an honest server writes of what a member signed.</summary>
    public AuditEvent Signed(string code, Member actor, DsseEnvelope cause)
    {
        causes[cause.PayloadDigest] = cause;
        return Event(code, EventOutcome.Done, actor, []) with { Cause = cause.PayloadDigest, Request = null };
    }

    /// <summary>Decides everything again, each event after what was signed before it.</summary>
    public AuditFindings Follow(bool wholeChain = true)
    {
        AuditFindings findings = new();
        ItemReplay replay = new(signed.Item, wholeChain);
        replay.Apply(Grants);
        ActCheck acts = new(replay, parties.History, findings);
        DecisionCheck check = new(replay, parties.Agreement, parties.History, findings);
        foreach (RecordedEvent happened in events)
        {
            if (causes.TryGetValue(happened.Said.Cause ?? default, out DsseEnvelope? cause))
            {
                CheckSigned(happened, cause, replay, acts, findings);
            }

            check.Check(happened, Asking ?? parties.Directory.Find(happened.Said.Actor)?.Devices[0]);
        }

        return findings;
    }

    public ItemHead Head(long treeSize) => new(signed.Item.Id, events.Count, events[^1].Leaf, treeSize);

    private void CheckSigned(RecordedEvent happened, DsseEnvelope cause, ItemReplay replay, ActCheck acts, AuditFindings findings)
    {
        if (ActCheck.IsAct(happened.Said.Code))
        {
            acts.Check(happened, cause);
        }
        else if (replay.IsWhole)
        {
            IReadOnlyList<RecordedGrant> read = GrantReader.Read(signed.Item, cause, happened, parties.History, findings);
            GrantCheck.Check(happened, read, replay, parties.History, findings);
        }
    }

    private AuditEvent Event(string code, string outcome, Member actor, FailedCondition[] failed) => new()
    {
        Code = code,
        Outcome = outcome,
        Time = Now,
        Agreement = parties.Agreement.Id,
        AgreementVersion = 1,
        Directory = new DirectoryPosition(parties.History.Size, parties.History.RootAt(parties.History.Size).GetValueOrDefault()),
        Evaluator = (int)PolicyEvaluator.Version,
        Actor = actor.Id,
        Item = signed.Item.Id,
        ItemSequence = null,
        PreviousItemEntry = null,
        Statement = signed.Item.Digest,
        Policy = InForce,
        Cause = Sha256Digest.Of([1]),
        Grant = null,
        Key = null,
        Request = RequestId.New(),
        Purpose = null,
        Openings = null,
        Failed = failed,
    };
}
