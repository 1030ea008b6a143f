using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Fuzz.Samples;

/// <summary>A log of three audit entries, with checkpoint and proofs, the same in every process.</summary>
internal static class SampleLog
{
    public static IReadOnlyList<AuditEvent> Events { get; } =
    [
        Event(EventCodes.ItemSubmitted, EventOutcome.Done, 0, null),
        Event(EventCodes.ContentReleased, EventOutcome.Permit, 1, SealedKey.Content),
        Event(EventCodes.CardReleased, EventOutcome.Deny, 2, SealedKey.Card),
    ];

    public static IReadOnlyList<EventCommitment> Entries { get; } =
        [.. Events.Select(static happened => new EventCommitment(SampleKeys.Bytes(11), happened.Encode()))];

    public static IReadOnlyList<Sha256Digest> Leaves { get; } = [.. Entries.Select(entry => entry.LeafHash)];

    public static Checkpoint Checkpoint { get; } = new(SampleKeys.LogName, Leaves.Count, RecordHash.Tree([.. Leaves]));

    public static SignedNote Note { get; } = SignedNote.Sign(Checkpoint.Encode(), [SampleKeys.Log]);

    public static SignedNote Cosigned { get; } = Note.With(SampleKeys.Witness.Sign(Checkpoint, SampleStatements.Start));

    /// <summary>A receipt for each entry.</summary>
    public static IReadOnlyList<TlogProof> Receipts { get; } =
    [
        Receipt(0, Leaves[1], Leaves[2]),
        Receipt(1, Leaves[0], Leaves[2]),
        Receipt(2, RecordHash.Node(Leaves[0], Leaves[1])),
    ];

    private static TlogProof Receipt(int index, params Sha256Digest[] hashes) =>
        new((ReadOnlyMemory<byte>)Entries[index].ToExtra(), index, hashes, Cosigned.Encode());

    private static AuditEvent Event(string code, string outcome, long sequence, SealedKey? key) => new(
        code,
        outcome,
        SampleStatements.Start.AddSeconds(sequence),
        SampleStatements.AgreementId,
        1,
        new DirectoryPosition(7, SampleStatements.Digest),
        1,
        SampleStatements.Member,
        SampleStatements.Item,
        sequence,
        sequence == 0 ? null : SampleStatements.Digest,
        SampleStatements.Digest,
        SampleStatements.Digest,
        SampleStatements.Digest,
        key is null ? null : SampleStatements.Digest,
        key,
        key is null ? null : SampleStatements.Request,
        key == SealedKey.Content ? "research" : null,
        key is null ? null : new OpeningCounts(1, 1),
        outcome == EventOutcome.Deny ? [new FailedEntry("expired", "It expired.", SampleStatements.End)] : []);
}
