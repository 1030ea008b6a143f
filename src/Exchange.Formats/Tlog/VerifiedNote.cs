namespace Exchange.Formats.Tlog;

/// <summary>A note that at least one known key signed. Only <see cref="SignedNote.Verify"/> makes one.</summary>
public sealed class VerifiedNote
{
    internal VerifiedNote(SignedNote note, IReadOnlyList<NoteVerifierKey> signers)
    {
        Note = note;
        Signers = signers;
    }

    public SignedNote Note { get; }

    public string Text => Note.Text;

    /// <summary>The known keys that signed, each once.</summary>
    public IReadOnlyList<NoteVerifierKey> Signers { get; }
}
