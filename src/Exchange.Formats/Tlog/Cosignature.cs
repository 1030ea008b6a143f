namespace Exchange.Formats.Tlog;

/// <summary>Reads what a witness stated about a checkpoint (C2SP tlog-cosignature v1).</summary>
public static class Cosignature
{
    /// <summary>When this witness cosigned the note: the newest of its cosignatures, or null where it has none.</summary>
    /// <exception cref="NoteException">A line under the witness's name and key id does not verify.</exception>
    /// <exception cref="ArgumentException">The key is not one for cosignatures.</exception>
    public static DateTimeOffset? Verify(SignedNote note, NoteVerifierKey witness)
    {
        if (witness.Type != NoteKeyType.CosignatureV1)
        {
            throw new ArgumentException("a witness's key has signature type 04", nameof(witness));
        }

        DateTimeOffset? newest = null;
        foreach (NoteSignature line in note.Signatures.Where(witness.Matches))
        {
            if (!witness.Verify(note.Text, line.Signature.Span) || !CosignatureFormat.TryRead(line.Signature.Span, out long seconds, out _))
            {
                throw new NoteException(NoteFault.BadSignature, $"the cosignature of {witness.Name} does not verify");
            }

            DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(seconds);
            newest = newest > time ? newest : time;
        }

        return newest;
    }
}
