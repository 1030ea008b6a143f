using Exchange.Formats.Parts;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Submission;

/// <summary>
/// One part while it arrives. Only leaves that match their hash are ever written, so that what the file holds is a prefix of the
/// part; a leaf that is cut off by the end of the connection is discarded.
/// </summary>
internal sealed class UploadFile : IDisposable
{
    private readonly FileStream file;
    private readonly PartTree tree;
    private readonly byte[] leaf = new byte[PartTreeHasher.LeafSize];
    private int filled;

    private UploadFile(FileStream file, PartTree tree)
    {
        this.file = file;
        this.tree = tree;
    }

    /// <summary>Bytes in whole, checked leaves.</summary>
    public long BytesHeld => file.Position;

    public bool IsWhole => BytesHeld == tree.Length;

    /// <summary>Opens the file for one writer, positioned after the leaves that it holds.</summary>
    /// <exception cref="IOException">Another upload of the same part has it open, or the disk fails.</exception>
    public static UploadFile Open(string path, PartTree tree)
    {
        FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        try
        {
            UploadFile upload = new(file, tree);
            upload.KeepWhatMatches();
            return upload;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Continues at an offset, where a leaf starts, and drops what is held beyond it: the sender counts only full leaves, not a
    /// shorter last one.
    /// </summary>
    /// <returns>False if less is held.</returns>
    public bool TryBeginAt(long offset)
    {
        if (offset > BytesHeld || offset % PartTreeHasher.LeafSize != 0)
        {
            return offset == BytesHeld;
        }

        file.SetLength(offset);
        file.Position = offset;
        return true;
    }

    /// <exception cref="MalformedException">There are more bytes than the part has, or a leaf does not match its hash.</exception>
    public void Append(ReadOnlySpan<byte> data)
    {
        if (data.Length > tree.Length - BytesHeld - filled)
        {
            throw new MalformedException("an upload has more bytes than its part");
        }

        while (!data.IsEmpty)
        {
            int index = (int)(BytesHeld / PartTreeHasher.LeafSize);
            int wanted = tree.LeafLength(index);
            int taken = Math.Min(data.Length, wanted - filled);
            data[..taken].CopyTo(leaf.AsSpan(filled));
            filled += taken;
            data = data[taken..];
            if (filled == wanted)
            {
                Keep(index);
            }
        }
    }

    /// <exception cref="IOException">The disk failed; nothing is held any longer.</exception>
    public void Flush()
    {
        try
        {
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // What a failed flush has not written, the next one does not write either, and succeeds: all of it must be sent again.
            file.SetLength(0);
            throw;
        }
    }

    public void Dispose() => file.Dispose();

    private void Keep(int index)
    {
        if (!tree.LeafMatches(index, leaf.AsSpan(0, filled)))
        {
            throw new MalformedException("a leaf of an upload does not match its hash");
        }

        file.Write(leaf.AsSpan(0, filled));
        filled = 0;
    }

    // After a crash a file may have a length that its bytes never reached, so what it holds is hashed again before it counts.
    private void KeepWhatMatches()
    {
        long whole = 0;
        for (int index = 0; index < tree.Leaves.Count; index++)
        {
            int length = tree.LeafLength(index);
            Span<byte> held = leaf.AsSpan(0, length);
            if (file.ReadAtLeast(held, length, throwOnEndOfStream: false) < length || !tree.LeafMatches(index, held))
            {
                break;
            }

            whole += length;
        }

        file.SetLength(whole);
        file.Position = whole;
    }
}
