using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>Turns a signed note into a <see cref="VerifiedCheckpoint"/>.</summary>
public static class CheckpointVerifier
{
    /// <summary>Verifies that the log's key signed this note, and that it is a checkpoint of this origin.</summary>
    /// <exception cref="MalformedException">It is not a note, or its text is not a checkpoint.</exception>
    /// <exception cref="NoteException">The log's signature is missing or does not verify, or the origin is different.</exception>
    /// <exception cref="ArgumentException">The key is for cosignatures.</exception>
    public static VerifiedCheckpoint Verify(ReadOnlySpan<byte> note, NoteVerifierKey logKey, string origin)
    {
        if (logKey.Type != NoteKeyType.Ed25519)
        {
            throw new ArgumentException("the key of a log must have signature type 01", nameof(logKey));
        }

        SignedNote parsed = SignedNote.Parse(note);
        VerifiedNote verified = parsed.Verify([logKey]);
        Checkpoint checkpoint = Checkpoint.Parse(verified.Text);
        return checkpoint.Origin == origin
            ? new VerifiedCheckpoint(checkpoint, verified.Note, note.ToArray())
            : throw new NoteException(NoteFault.WrongOrigin, $"the checkpoint is not of the log {origin}");
    }
}
