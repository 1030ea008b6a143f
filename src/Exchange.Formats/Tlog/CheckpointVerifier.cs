using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

public static class CheckpointVerifier
{
    /// <summary>Makes a <see cref="VerifiedCheckpoint"/> of a note that the log's key signed for this origin.</summary>
    /// <exception cref="MalformedException">Not a note, or its text is not a checkpoint.</exception>
    /// <exception cref="NoteException">The log's signature is missing or fails, or the origin is another.</exception>
    /// <exception cref="ArgumentException">The key is one for cosignatures.</exception>
    public static VerifiedCheckpoint Verify(ReadOnlySpan<byte> note, NoteVerifierKey logKey, string origin)
    {
        if (logKey.Type != NoteKeyType.Ed25519)
        {
            throw new ArgumentException("a log's key has signature type 01", nameof(logKey));
        }

        SignedNote parsed = SignedNote.Parse(note);
        VerifiedNote verified = parsed.Verify([logKey]);
        Checkpoint checkpoint = Checkpoint.Parse(verified.Text);
        return checkpoint.Origin == origin
            ? new VerifiedCheckpoint(checkpoint, verified.Note, note.ToArray())
            : throw new NoteException(NoteFault.WrongOrigin, "the checkpoint is one of another log");
    }
}
