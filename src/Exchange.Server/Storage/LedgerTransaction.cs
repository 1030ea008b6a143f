using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Json;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Server.Storage;

/// <summary>
/// What a story reads and writes: state and log entries commit together or not at all. Valid inside
/// <see cref="Ledger.WriteAsync"/> only, and there is no other way to write.
/// </summary>
internal sealed class LedgerTransaction
{
    private readonly LedgerState before;
    private readonly EventRows events;
    private readonly EventWriter eventWriter;
    private readonly LogWriter logs;
    private readonly DirectoryWriter directoryLog;
    private readonly List<AppendedEvent> appended = [];
    private readonly List<Action> undo = [];
    private TreeAppender directoryTree;

    internal LedgerTransaction(SqlSession session, LedgerState before, DateTimeOffset clock)
    {
        this.before = before;
        Stored = new LedgerReader(session);
        events = Stored.Events;
        eventWriter = new EventWriter(session);
        logs = new LogWriter(session);
        directoryLog = new DirectoryWriter(session);
        Write = new LedgerWriter(session);
        directoryTree = before.DirectoryTree;
        Directory = before.Directory;

        // The record's time never goes back, whatever the machine's clock does.
        DateTimeOffset now = Timestamp.Truncate(clock);
        Now = now > before.LastTime ? now : before.LastTime;
    }

    /// <summary>The time that every event of this story has: the only clock that decisions know.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Everything that is stored, as this story sees it.</summary>
    public LedgerReader Stored { get; }

    /// <summary>The directory as every event of this story names it.</summary>
    public DirectoryState Directory { get; private set; }

    /// <summary>The root of the directory log at <see cref="Directory"/>.</summary>
    public Sha256Digest DirectoryRoot => directoryTree.Root();

    public EventRows Events => events;

    public DirectoryRows DirectoryLog => Stored.DirectoryLog;

    public ItemRows Items => Stored.Items;

    public GrantRows Grants => Stored.Grants;

    public OpeningRows Openings => Stored.Openings;

    public RequestRows Requests => Stored.Requests;

    public StatementRows Statements => Stored.Statements;

    public RecipientRows Recipients => Stored.Recipients;

    public GovernanceRows Governance => Stored.Governance;

    /// <summary>
    /// Writes the state. Entries of the two logs are written by <see cref="AppendEvent"/> and <see cref="AppendDirectory"/> only.
    /// </summary>
    public LedgerWriter Write { get; }

    /// <summary>What this story appended to the audit log, in order.</summary>
    internal IReadOnlyList<AppendedEvent> Appended => appended;

    /// <summary>
    /// What undoes something that this story is about to do outside of the database. Runs in the sequencer, before the next story,
    /// if it is certain that the story came to nothing; where that is not certain, the next start sees what is stored.
    /// </summary>
    public void UndoneBy(Action action) => undo.Add(action);

    /// <summary>
    /// Appends an event to the audit log and to its item's chain. The policy that it names is the one in force now: a
    /// change comes before its event.
    /// </summary>
    /// <exception cref="RefusedException">Its payload would be too large.</exception>
    public AppendedEvent AppendEvent(EventDraft draft)
    {
        ChainRow? chain = draft.Item is { } item ? events.Chain(item.Id) : null;
        AuditEvent happened = new()
        {
            Code = draft.Code,
            Outcome = draft.Outcome,
            Time = Now,
            Agreement = Directory.Agreement.Id,
            AgreementVersion = Directory.Agreement.Predicate.Version,
            Directory = new DirectoryPosition(Directory.Size, DirectoryRoot),
            Evaluator = checked((int)PolicyEvaluator.Version),
            Actor = draft.Actor.Id,
            Item = draft.Item?.Id ?? draft.UnknownItem,
            ItemSequence = draft.Item is null ? null : chain?.Count ?? 0,
            PreviousItemEntry = chain?.LastLeaf,
            Statement = draft.Item?.Digest,
            Policy = draft.Item is { } about ? Governance.InForce(about.Id)?.Policy ?? about.Predicate.PolicyDigest : null,
            Cause = draft.Cause,
            Grant = draft.Grant,
            Key = draft.Key,
            Request = draft.Request,
            Purpose = draft.Purpose,
            Openings = draft.Openings,
            Failed = draft.Failed,
            Approvals = draft.Approvals.Count > 0 ? draft.Approvals : null,
        };
        EventCommitment commitment = EventCommitment.Of(happened);
        if (commitment.Payload.Length > AuditEvent.MaxBytes)
        {
            throw new RefusedException(ErrorCode.TooMuch, $"a {draft.Code} event of {commitment.Payload.Length} bytes");
        }

        LogIndex index = new(before.AuditTree.Size + appended.Count);
        eventWriter.Insert(index, draft, happened, commitment);
        logs.InsertEntry(LogName.Audit, index.Value, commitment.Entry);
        AppendedEvent entry = new(index, commitment, happened);
        appended.Add(entry);
        return entry;
    }

    /// <summary>Takes a membership or a revocation into the directory and its log; gives the entry's index.</summary>
    /// <exception cref="DirectoryException">The statement does not count.</exception>
    public long AppendDirectory(DsseEnvelope envelope)
    {
        DirectoryState next = DirectoryReplay.Apply(Directory, envelope);
        Sha256Digest entry = envelope.PayloadDigest;
        long index = directoryTree.Size;
        directoryLog.Insert(index, envelope);
        logs.InsertEntry(LogName.Directory, index, entry);
        directoryTree = directoryTree.Fork();
        directoryTree.Append(RecordHash.Leaf(entry.ToArray()));
        Directory = next;
        return index;
    }

    /// <summary>What undoes this story outside of the database, the last first.</summary>
    internal IEnumerable<Action> Undo => Enumerable.Reverse(undo);

    /// <summary>The state with what this story appended: for the next one of the batch.</summary>
    internal LedgerState After()
    {
        foreach (AppendedEvent entry in appended)
        {
            before.AuditTree.Append(entry.Commitment.LeafHash);
        }

        return new LedgerState(Directory, directoryTree, before.AuditTree, appended.Count > 0 ? Now : before.LastTime);
    }
}
