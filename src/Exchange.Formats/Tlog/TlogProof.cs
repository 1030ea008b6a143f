using System.Globalization;
using System.Text;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>
/// A proof that an entry is in a log, to be checked offline (C2SP tlog-proof, file extension <c>.tlog-proof</c>). It proves
/// nothing until its checkpoint is verified and <see cref="Includes"/> returns true.
/// </summary>
/// <param name="Extra">Any bytes, which the proof does not authenticate: null or not empty.</param>
/// <param name="Index">The index of the entry in the log.</param>
/// <param name="Hashes">Sibling hashes from the leaf's own up to the root's child; at most 63.</param>
/// <param name="CheckpointNote">The signed checkpoint as received, with its cosignatures.</param>
public sealed record TlogProof(
    ReadOnlyMemory<byte>? Extra, long Index, IReadOnlyList<Sha256Digest> Hashes, ReadOnlyMemory<byte> CheckpointNote)
{
    /// <summary>4 MiB.</summary>
    public const int MaxSize = 4 * 1024 * 1024;
    public const int MaxHashes = 63;

    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string ExtraPrefix = "extra ";
    private const string IndexPrefix = "index ";

    /// <exception cref="MalformedException">
    /// The index is negative, there are too many hashes, the extra is empty, or the checkpoint is not a signed note.
    /// </exception>
    public byte[] Encode()
    {
        if (Index < 0 || Hashes.Count > MaxHashes || Extra is { IsEmpty: true })
        {
            throw new MalformedException($"a proof must have an index, at most {MaxHashes} hashes, and no extra line that is empty");
        }

        _ = SignedNote.Parse(CheckpointNote.Span);
        StringBuilder head = new();
        head.Append(Header).Append('\n');
        if (Extra is ReadOnlyMemory<byte> extra)
        {
            head.Append(ExtraPrefix).Append(StrictBase64.Encode(extra.Span)).Append('\n');
        }

        head.Append(CultureInfo.InvariantCulture, $"{IndexPrefix}{Index}\n");
        foreach (Sha256Digest hash in Hashes)
        {
            head.Append(StrictBase64.Encode(hash.ToArray())).Append('\n');
        }

        head.Append('\n');
        return [.. Encoding.ASCII.GetBytes(head.ToString()), .. CheckpointNote.Span];
    }

    /// <summary>Reads the canonical form that <see cref="Encode"/> writes.</summary>
    /// <exception cref="MalformedException">It is not a proof in that form.</exception>
    public static TlogProof Parse(ReadOnlySpan<byte> proof)
    {
        int blank = proof.IndexOf("\n\n"u8);
        if (blank < 0 || proof.Length > MaxSize)
        {
            throw new MalformedException($"the proof is not lines, a blank line and a checkpoint, or is larger than {MaxSize} bytes");
        }

        // Anything but ASCII becomes '?', which occurs neither in numbers nor in base64 nor in the fixed words.
        Queue<string> lines = new(Encoding.ASCII.GetString(proof[..blank]).Split('\n', MaxHashes + 4));
        if (lines.Dequeue() != Header || lines.Count is 0 or > MaxHashes + 2)
        {
            throw new MalformedException($"the proof does not start with the line {Header}, or has too many lines");
        }

        ReadOnlyMemory<byte>? extra = null;
        if (lines.Peek().StartsWith(ExtraPrefix, StringComparison.Ordinal))
        {
            extra = StrictBase64.Decode(lines.Dequeue().AsSpan(ExtraPrefix.Length), "the extra line of the proof");
        }

        if (!lines.TryDequeue(out string? line) || !line.StartsWith(IndexPrefix, StringComparison.Ordinal)
            || !long.TryParse(line.AsSpan(IndexPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long index))
        {
            throw new MalformedException("the proof has no valid index line");
        }

        Sha256Digest[] hashes = [.. lines.Select(hash => new Sha256Digest(StrictBase64.Decode(hash, "a hash of the proof")))];
        TlogProof read = new(extra, index, hashes, proof[(blank + 2)..].ToArray());
        return read.Encode().AsSpan().SequenceEqual(proof) ? read : throw new MalformedException("the proof is not in canonical form");
    }

    /// <summary>Whether the tree of this checkpoint has this leaf at <see cref="Index"/>.</summary>
    /// <param name="leafHash">The hash of the entry.</param>
    /// <param name="checkpoint">The proof's own checkpoint, verified.</param>
    public bool Includes(Sha256Digest leafHash, VerifiedCheckpoint checkpoint) =>
        MerkleProofs.VerifyInclusion(Index, checkpoint.Value.Size, leafHash, Hashes, checkpoint.Value.Root);

    public bool Equals(TlogProof? other) =>
        other is not null && Index == other.Index && Hashes.SequenceEqual(other.Hashes) && Extra.HasValue == other.Extra.HasValue
        && Extra.GetValueOrDefault().Span.SequenceEqual(other.Extra.GetValueOrDefault().Span)
        && CheckpointNote.Span.SequenceEqual(other.CheckpointNote.Span);

    public override int GetHashCode() => HashCode.Combine(Index, Hashes.Count, CheckpointNote.Length);
}
