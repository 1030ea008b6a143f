namespace Exchange.Formats.Tlog;

/// <summary>Reads what a witness says about a checkpoint (C2SP tlog-cosignature v1).</summary>
internal static class Cosignature
{
    /// <summary>When this witness last cosigned the note; null if it did not.</summary>
    /// <exception cref="NoteException">A signature with the witness's name and key id does not verify.</exception>
    /// <exception cref="ArgumentException">The key is not for cosignatures.</exception>
    public static DateTimeOffset? Verify(SignedNote note, NoteVerifierKey witness)
    {
        if (witness.Type != NoteKeyType.CosignatureV1)
        {
            throw new ArgumentException("the key of a witness must have signature type 04", nameof(witness));
        }

        DateTimeOffset? newest = null;
        foreach (NoteSignature line in note.Signatures.Where(witness.Matches))
        {
            if (!witness.Verify(note.Text, line.Signature.Span)
                || !CosignatureFormat.TryRead(line.Signature.Span, out long seconds, out _))
            {
                throw new NoteException(NoteFault.BadSignature, $"the cosignature of {witness.Name} does not verify");
            }

            DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(seconds);
            newest = newest > time ? newest : time;
        }

        return newest;
    }
}
