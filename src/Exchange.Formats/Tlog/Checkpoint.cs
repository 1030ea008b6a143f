using System.Globalization;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>A tree head (C2SP tlog-checkpoint) without extension lines.</summary>
/// <param name="Origin">The log's unique name; one line.</param>
/// <param name="Size">The number of leaves.</param>
/// <param name="Root">The root of the RFC 6962 tree of this size.</param>
public sealed record Checkpoint(string Origin, long Size, Sha256Digest Root)
{
    /// <summary>The text of the note: three lines.</summary>
    /// <exception cref="MalformedException">The origin is not a line, the size is negative, or an empty tree has another root than it can have.</exception>
    public string Encode()
    {
        if (Origin.Length == 0 || Origin.Contains('\n', StringComparison.Ordinal) || !NoteName.IsText(Origin + "\n"))
        {
            throw new MalformedException("the origin of a checkpoint is one line that is not empty");
        }

        if (Size < 0 || (Size == 0 && Root != RecordHash.EmptyRoot))
        {
            throw new MalformedException("a checkpoint has a size that is not negative, and an empty tree has one root");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{StrictBase64.Encode(Root.ToArray())}\n");
    }

    /// <summary>Reads the one spelling that <see cref="Encode"/> writes.</summary>
    /// <exception cref="MalformedException">Leading zeros, extension lines, or anything else.</exception>
    public static Checkpoint Parse(string text)
    {
        if (text.Split('\n', 5) is not [string origin, string size, string root, ""]
            || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long count))
        {
            throw new MalformedException("a checkpoint is three lines: origin, size and root");
        }

        Checkpoint checkpoint = new(origin, count, new Sha256Digest(StrictBase64.Decode(root)));
        return checkpoint.Encode() == text ? checkpoint : throw new MalformedException("the size of a checkpoint has no leading zeros");
    }
}
