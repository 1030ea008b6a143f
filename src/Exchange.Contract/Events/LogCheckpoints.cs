using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Contract.Events;

/// <summary>Verifies checkpoints against what an agreement says of a log.</summary>
public static class LogCheckpoints
{
    /// <summary>Accepts a checkpoint that any of the log's agreed keys signed.</summary>
    /// <exception cref="MalformedException">Not a checkpoint of this log, or not signed by one of its keys.</exception>
    public static VerifiedCheckpoint Verify(ReadOnlySpan<byte> note, LogTerms log)
    {
        NoteException? last = null;
        foreach (NoteVerifierKey key in log.Keys)
        {
            try
            {
                return CheckpointVerifier.Verify(note, key, log.Origin);
            }
            catch (NoteException otherKey)
            {
                last = otherKey;
            }
        }

        throw new MalformedException("the checkpoint is not signed by a key of the log: " + last?.Message);
    }
}
