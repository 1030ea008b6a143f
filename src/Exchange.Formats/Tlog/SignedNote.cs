using System.Buffers.Binary;
using System.Text;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>A text with signatures (C2SP signed-note). The text cannot be trusted until <see cref="Verify"/> succeeds.</summary>
/// <param name="Text">Ends with a newline; no control characters except newlines.</param>
/// <param name="Signatures">1 to <see cref="MaxSignatures"/>.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>1 MiB.</summary>
    public const int MaxSize = 1024 * 1024;
    public const int MaxSignatures = 100;

    private const string Dash = "— ";

    /// <exception cref="MalformedException">The text is not allowed in a note, or there is no signer or too many.</exception>
    public static SignedNote Sign(string text, IReadOnlyList<NoteSigner> signers)
    {
        SignedNote note = new(text, [.. signers.Select(signer => signer.Sign(text))]);
        note.RequireSound();
        return note;
    }

    /// <summary>Reads a note in the canonical form that <see cref="Encode"/> writes.</summary>
    /// <exception cref="MalformedException">It is not a note in that form.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> note)
    {
        if (note.Length > MaxSize)
        {
            throw new MalformedException($"the signed note has {note.Length} bytes; the limit is {MaxSize}");
        }

        string whole;
        try
        {
            whole = NoteName.Utf8.GetString(note);
        }
        catch (DecoderFallbackException)
        {
            throw new MalformedException("the signed note is not UTF-8");
        }

        int blank = whole.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0 || !whole.EndsWith('\n'))
        {
            throw new MalformedException("the signed note is not a text, a blank line and signature lines");
        }

        string[] lines = whole[(blank + 2)..].Split('\n', MaxSignatures + 2)[..^1];
        SignedNote read = new(whole[..(blank + 1)], [.. lines.Select(ParseLine)]);
        read.RequireSound();
        return read;
    }

    public byte[] Encode()
    {
        RequireSound();
        StringBuilder note = new(Text);
        note.Append('\n');
        Span<byte> id = stackalloc byte[sizeof(uint)];
        foreach (NoteSignature signature in Signatures)
        {
            BinaryPrimitives.WriteUInt32BigEndian(id, signature.KeyId);
            note.Append(Dash).Append(signature.Name).Append(' ')
                .Append(StrictBase64.Encode([.. id, .. signature.Signature.Span])).Append('\n');
        }

        return NoteName.Utf8.GetBytes(note.ToString());
    }

    /// <summary>The same note with one more signature after the others.</summary>
    public SignedNote With(NoteSignature signature) => this with { Signatures = [.. Signatures, signature] };

    /// <summary>Verifies every signature of a known key and ignores all others, as the specification says.</summary>
    /// <exception cref="NoteException">A known key's signature does not verify, or no known key signed.</exception>
    public VerifiedNote Verify(IReadOnlyList<NoteVerifierKey> known)
    {
        List<NoteVerifierKey> signers = [];
        foreach (NoteSignature signature in Signatures)
        {
            foreach (NoteVerifierKey key in known.Where(key => key.Matches(signature)))
            {
                if (!key.Verify(Text, signature.Signature.Span))
                {
                    throw new NoteException(NoteFault.BadSignature, $"the signature of {key.Name} does not verify");
                }

                if (!signers.Contains(key))
                {
                    signers.Add(key);
                }
            }
        }

        return signers.Count > 0
            ? new VerifiedNote(this with { Signatures = [.. Signatures] }, signers)
            : throw new NoteException(NoteFault.NoKnownSignature, "no known key signed the note");
    }

    public bool Equals(SignedNote? other) => other is not null && Text == other.Text && Signatures.SequenceEqual(other.Signatures);

    public override int GetHashCode() => HashCode.Combine(Text, Signatures.Count);

    private static NoteSignature ParseLine(string line)
    {
        if (!line.StartsWith(Dash, StringComparison.Ordinal) || line[Dash.Length..].Split(' ') is not [string name, string encoded])
        {
            throw new MalformedException("a signature line of the note is not an em dash, a name and base64");
        }

        byte[] bytes = StrictBase64.Decode(encoded, "a signature of the note");
        return bytes.Length > sizeof(uint)
            ? new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(sizeof(uint)))
            : throw new MalformedException($"the signature of {name} on the note has no bytes after the key id");
    }

    private void RequireSound()
    {
        if (!NoteName.IsText(Text))
        {
            throw new MalformedException("the text of a note must end with a newline and have no control characters except newlines");
        }

        if (Signatures.Count is 0 or > MaxSignatures || Signatures.Any(s => s.Signature.IsEmpty || !NoteName.IsValid(s.Name)))
        {
            throw new MalformedException($"a note must have 1 to {MaxSignatures} signatures, each with a valid key name");
        }
    }
}

/// <summary>
/// One signature line of a note: <c>— name base64(key id ‖ signature)</c>. Key names may collide, and so may key ids; only both
/// together identify a key.
/// </summary>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Signature)
{
    public bool Equals(NoteSignature? other) =>
        other is not null && Name == other.Name && KeyId == other.KeyId && Signature.Span.SequenceEqual(other.Signature.Span);

    public override int GetHashCode() => HashCode.Combine(Name, KeyId);
}

/// <summary>A note that at least one known key signed. Only <see cref="SignedNote.Verify"/> creates one.</summary>
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
