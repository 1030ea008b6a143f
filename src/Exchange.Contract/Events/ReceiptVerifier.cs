using Exchange.Contract.Agreements;
using Exchange.Contract.Ids;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Contract.Events;

/// <summary>Verifies receipts (C2SP tlog-proof) against an agreement alone: no server, no network.</summary>
public static class ReceiptVerifier
{
    /// <summary>Tells from the checkpoint's origin which of the two logs a receipt belongs to, without trusting it.</summary>
    public static bool IsOfAuditLog(ReadOnlySpan<byte> receipt, Agreement agreement) =>
        System.Text.Encoding.UTF8.GetString(TlogProof.Parse(receipt).CheckpointNote.Span)
            .StartsWith(agreement.Predicate.Logs.Audit.Origin + "\n", StringComparison.Ordinal);

    /// <summary>Verifies an audit receipt: the payload in its extra line is what the log committed to.</summary>
    /// <exception cref="MalformedException">Not a receipt, or one that proves nothing.</exception>
    public static VerifiedReceipt VerifyAudit(ReadOnlySpan<byte> receipt, Agreement agreement)
    {
        TlogProof proof = TlogProof.Parse(receipt);
        EventCommitment commitment = EventCommitment.FromExtra(proof.Extra ?? throw new MalformedException("the receipt has no payload"));
        VerifiedCheckpoint checkpoint = RequireInclusion(proof, commitment.LeafHash, agreement.Predicate.Logs.Audit);
        return new VerifiedReceipt(new LogIndex(proof.Index), checkpoint, commitment, commitment.Read());
    }

    /// <summary>Verifies a directory receipt for the statement of that digest.</summary>
    /// <exception cref="MalformedException">Not a receipt, or one that proves nothing about it.</exception>
    public static VerifiedReceipt VerifyDirectory(ReadOnlySpan<byte> receipt, Sha256Digest statement, Agreement agreement)
    {
        TlogProof proof = TlogProof.Parse(receipt);
        VerifiedCheckpoint checkpoint = RequireInclusion(proof, RecordHash.Leaf(statement.ToArray()), agreement.Predicate.Logs.Directory);
        return new VerifiedReceipt(new LogIndex(proof.Index), checkpoint, null, null);
    }

    private static VerifiedCheckpoint RequireInclusion(TlogProof proof, Sha256Digest leaf, LogTerms log)
    {
        VerifiedCheckpoint checkpoint = LogCheckpoints.Verify(proof.CheckpointNote.Span, log);
        return MerkleProofs.VerifyInclusion(proof.Index, checkpoint.Value.Size, leaf, proof.Hashes, checkpoint.Value.Root)
            ? checkpoint
            : throw new MalformedException("the receipt's entry is not in the tree of its checkpoint");
    }
}
