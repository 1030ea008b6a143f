using System.Buffers.Binary;
using System.Text;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>A text and signatures below it (C2SP signed-note). The text counts for nothing before <see cref="Verify"/>.</summary>
/// <param name="Text">Ends with a newline; no other control characters.</param>
/// <param name="Signatures">1 to <see cref="MaxSignatures"/>.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>1 MiB.</summary>
    public const int MaxSize = 1024 * 1024;
    public const int MaxSignatures = 100;

    private const string Dash = "— ";

    /// <exception cref="MalformedException">The text is not one of a note, or there is no signer or too many.</exception>
    public static SignedNote Sign(string text, IReadOnlyList<NoteSigner> signers)
    {
        SignedNote note = new(text, [.. signers.Select(signer => signer.Sign(text))]);
        note.RequireSound();
        return note;
    }

    /// <summary>Reads a note in the one spelling that <see cref="Encode"/> writes.</summary>
    /// <exception cref="MalformedException">Anything else.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> note)
    {
        if (note.Length > MaxSize)
        {
            throw new MalformedException($"a signed note has at most {MaxSize} bytes");
        }

        string whole;
        try
        {
            whole = NoteName.Utf8.GetString(note);
        }
        catch (DecoderFallbackException)
        {
            throw new MalformedException("a signed note is UTF-8");
        }

        int blank = whole.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0 || !whole.EndsWith('\n'))
        {
            throw new MalformedException("a signed note is a text, a blank line and signature lines");
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

    /// <summary>The same note with another signature below the others.</summary>
    public SignedNote With(NoteSignature signature) => this with { Signatures = [.. Signatures, signature] };

    /// <summary>Verifies every signature of a known key and ignores all others, as the specification has it.</summary>
    /// <exception cref="NoteException">A known key's signature fails, or no known key signed.</exception>
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
            throw new MalformedException("a signature line is a dash, a name and base64");
        }

        byte[] bytes = StrictBase64.Decode(encoded);
        return bytes.Length > sizeof(uint)
            ? new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(sizeof(uint)))
            : throw new MalformedException("a note signature is a key id and a signature");
    }

    private void RequireSound()
    {
        if (!NoteName.IsText(Text))
        {
            throw new MalformedException("the text of a note ends with a newline and has no other control characters");
        }

        if (Signatures.Count is 0 or > MaxSignatures || Signatures.Any(s => s.Signature.IsEmpty || !NoteName.IsValid(s.Name)))
        {
            throw new MalformedException($"a note has 1 to {MaxSignatures} signatures, each with a valid name");
        }
    }
}
