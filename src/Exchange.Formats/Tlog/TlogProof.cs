using System.Globalization;
using System.Text;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>
/// A proof that a log holds an entry, checkable offline (C2SP tlog-proof, file extension <c>.tlog-proof</c>). Proves nothing
/// before its checkpoint is verified and <see cref="Includes"/> says yes.
/// </summary>
/// <param name="Extra">Anything, not authenticated by the proof: null or not empty.</param>
/// <param name="Index">The entry's place.</param>
/// <param name="Hashes">Sibling hashes from the leaf's own up to the root's child; at most 63.</param>
/// <param name="CheckpointNote">The signed checkpoint as it came, cosignatures and all.</param>
public sealed record TlogProof(
    ReadOnlyMemory<byte>? Extra, long Index, IReadOnlyList<Sha256Digest> Hashes, ReadOnlyMemory<byte> CheckpointNote)
{
    /// <summary>4 MiB.</summary>
    public const int MaxSize = 4 * 1024 * 1024;
    public const int MaxHashes = 63;

    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string ExtraPrefix = "extra ";
    private const string IndexPrefix = "index ";

    /// <exception cref="MalformedException">A negative index, too many hashes, an extra of no bytes, or a checkpoint that is not a signed note.</exception>
    public byte[] Encode()
    {
        if (Index < 0 || Hashes.Count > MaxHashes || Extra is { IsEmpty: true })
        {
            throw new MalformedException("a proof has an index, at most 63 hashes, and an extra line only where there is something to say");
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

    /// <summary>Reads the one spelling that <see cref="Encode"/> writes.</summary>
    /// <exception cref="MalformedException">Anything else.</exception>
    public static TlogProof Parse(ReadOnlySpan<byte> proof)
    {
        int blank = proof.IndexOf("\n\n"u8);
        if (blank < 0 || proof.Length > MaxSize)
        {
            throw new MalformedException($"a proof is lines, a blank line and a checkpoint, at most {MaxSize} bytes");
        }

        // Not ASCII becomes '?', which is neither in a number nor in base64 nor in the fixed words.
        Queue<string> lines = new(Encoding.ASCII.GetString(proof[..blank]).Split('\n', MaxHashes + 4));
        if (lines.Dequeue() != Header || lines.Count is 0 or > MaxHashes + 2)
        {
            throw new MalformedException($"not a {Header}");
        }

        ReadOnlyMemory<byte>? extra = null;
        if (lines.Peek().StartsWith(ExtraPrefix, StringComparison.Ordinal))
        {
            extra = StrictBase64.Decode(lines.Dequeue().AsSpan(ExtraPrefix.Length));
        }

        if (!lines.TryDequeue(out string? line) || !line.StartsWith(IndexPrefix, StringComparison.Ordinal)
            || !long.TryParse(line.AsSpan(IndexPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long index))
        {
            throw new MalformedException("a proof has an index line");
        }

        Sha256Digest[] hashes = [.. lines.Select(hash => new Sha256Digest(StrictBase64.Decode(hash)))];
        TlogProof read = new(extra, index, hashes, proof[(blank + 2)..].ToArray());
        return read.Encode().AsSpan().SequenceEqual(proof) ? read : throw new MalformedException("the proof is not in its canonical spelling");
    }

    /// <summary>Whether the tree of this checkpoint holds this leaf at <see cref="Index"/>. The checkpoint is the proof's own, verified.</summary>
    public bool Includes(Sha256Digest leafHash, VerifiedCheckpoint checkpoint) =>
        MerkleProofs.VerifyInclusion(Index, checkpoint.Checkpoint.Size, leafHash, Hashes, checkpoint.Checkpoint.Root);

    public bool Equals(TlogProof? other) =>
        other is not null && Index == other.Index && Hashes.SequenceEqual(other.Hashes) && Extra.HasValue == other.Extra.HasValue
        && Extra.GetValueOrDefault().Span.SequenceEqual(other.Extra.GetValueOrDefault().Span)
        && CheckpointNote.Span.SequenceEqual(other.CheckpointNote.Span);

    public override int GetHashCode() => HashCode.Combine(Index, Hashes.Count, CheckpointNote.Length);
}
