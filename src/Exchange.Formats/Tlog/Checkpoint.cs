using System.Globalization;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>A tree head (C2SP tlog-checkpoint) without extension lines.</summary>
/// <param name="Origin">The log's unique name, one line.</param>
/// <param name="Size">The number of leaves.</param>
/// <param name="Root">The root of the RFC 6962 tree of this size.</param>
public sealed record Checkpoint(string Origin, long Size, Sha256Digest Root)
{
    /// <summary>The text of the note: three lines.</summary>
    /// <exception cref="MalformedException">
    /// The origin is not one line, the size is negative, or the tree is empty and the root is not that of an empty tree.
    /// </exception>
    public string Encode()
    {
        if (Origin.Length == 0 || Origin.Contains('\n', StringComparison.Ordinal) || !NoteName.IsText(Origin + "\n"))
        {
            throw new MalformedException("the origin of the checkpoint is not one line of text");
        }

        if (Size < 0 || (Size == 0 && Root != RecordHash.EmptyRoot))
        {
            throw new MalformedException("the size of the checkpoint is negative, or its root is not that of an empty tree");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{StrictBase64.Encode(Root.ToArray())}\n");
    }

    /// <summary>Reads the canonical form that <see cref="Encode"/> writes.</summary>
    /// <exception cref="MalformedException">It is not canonical, or has extension lines.</exception>
    public static Checkpoint Parse(string text)
    {
        if (text.Split('\n', 5) is not [string origin, string size, string root, ""]
            || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long count))
        {
            throw new MalformedException("the checkpoint is not three lines: origin, size and root");
        }

        Checkpoint checkpoint = new(origin, count, new Sha256Digest(StrictBase64.Decode(root, "the root of the checkpoint")));
        return checkpoint.Encode() == text
            ? checkpoint
            : throw new MalformedException("the size of the checkpoint has leading zeros");
    }
}
