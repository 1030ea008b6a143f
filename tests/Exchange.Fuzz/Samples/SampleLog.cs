using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
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

    /// <summary>Every kind of failed condition, with its values.</summary>
    public static IReadOnlyList<FailedCondition> Denials =>
    [
        new FailedCondition.Withdrawn(),
        new FailedCondition.AgreementNotInForce(Ended: true, SampleStatements.End),
        new FailedCondition.PolicyVersionUnknown(7),
        new FailedCondition.MemberNotActive(),
        new FailedCondition.Expired(SampleStatements.End),
        new FailedCondition.Embargo(SampleStatements.End),
        new FailedCondition.CardNotShownYet(Reads: true),
        new FailedCondition.OpeningsUsedUp(3),
        new FailedCondition.OpeningsPerPersonUsedUp(1),
        new FailedCondition.ApprovalRefused(PartyName.Parse("lab"), Role.Approver, 1),
        new FailedCondition.RoleMissing(),
        new FailedCondition.NotInAudience(),
        new FailedCondition.NoGrant(),
        new FailedCondition.PurposeMissing(),
        new FailedCondition.PurposeUnknown("gossip"),
        new FailedCondition.PurposeNotListed(Purpose: null),
        new FailedCondition.ApprovalMissing(PartyName.Parse("lab"), Role.Approver, Required: 2, Given: 1, EachReader: true),
        new FailedCondition.TermsNotAcknowledged(),
        new FailedCondition.UnknownItem(),
    ];

    /// <summary>A receipt for each entry.</summary>
    public static IReadOnlyList<TlogProof> Receipts { get; } =
    [
        Receipt(0, Leaves[1], Leaves[2]),
        Receipt(1, Leaves[0], Leaves[2]),
        Receipt(2, RecordHash.Node(Leaves[0], Leaves[1])),
    ];

    private static TlogProof Receipt(int index, params Sha256Digest[] hashes) =>
        new((ReadOnlyMemory<byte>)Entries[index].ToExtra(), index, hashes, Cosigned.Encode());

    private static AuditEvent Event(string code, string outcome, long sequence, SealedKey? key) => new()
    {
        Code = code,
        Outcome = outcome,
        Time = SampleStatements.Start.AddSeconds(sequence),
        Agreement = SampleStatements.AgreementId,
        AgreementVersion = 1,
        Directory = new DirectoryPosition(7, SampleStatements.Digest),
        Evaluator = (int)PolicyEvaluator.Version,
        Actor = SampleStatements.Member,
        Item = SampleStatements.Item,
        ItemSequence = sequence,
        PreviousItemEntry = sequence == 0 ? null : SampleStatements.Digest,
        Statement = SampleStatements.Digest,
        Policy = SampleStatements.Digest,
        Cause = SampleStatements.Digest,
        Grant = key is null ? null : SampleStatements.Digest,
        Key = key,
        Request = key is null ? null : SampleStatements.Request,
        Purpose = key == SealedKey.Content ? "research" : null,
        Openings = key is null ? null : new OpeningCounts(1, 1),
        Failed = outcome == EventOutcome.Deny ? Denials : [],
    };
}
