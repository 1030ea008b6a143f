namespace Exchange.Formats.Tlog;

/// <summary>
/// A checkpoint that the log's key signed. Only <see cref="CheckpointVerifier"/> creates one. It says nothing about witnesses.
/// </summary>
public sealed class VerifiedCheckpoint
{
    internal VerifiedCheckpoint(Checkpoint checkpoint, SignedNote note, ReadOnlyMemory<byte> noteBytes)
    {
        Value = checkpoint;
        Note = note;
        NoteBytes = noteBytes;
    }

    public Checkpoint Value { get; }

    /// <summary>The note with all its signatures. Only the log's is verified; see <see cref="Cosignature.Verify"/>.</summary>
    public SignedNote Note { get; }

    /// <summary>The note as received.</summary>
    public ReadOnlyMemory<byte> NoteBytes { get; }
}
