using System.Runtime.CompilerServices;
using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Formats.Parts;
using Exchange.Formats.Primitives;
using Exchange.Server.Items;
using Exchange.Server.Storage;

namespace Exchange.Server.Retrieval;

/// <summary>The bytes of a part that are wanted: <paramref name="Length"/> bytes from the start of a leaf.</summary>
internal readonly record struct PartRange(long Offset, long Length)
{
    /// <param name="length">0: to the end.</param>
    /// <exception cref="MalformedException">It does not start at a leaf, or does not end within the part.</exception>
    public static PartRange Check(long offset, long length, long partLength) =>
        offset >= 0 && offset % PartTreeHasher.LeafSize == 0 && offset <= partLength && length >= 0 && length <= partLength - offset
            ? new PartRange(offset, length == 0 ? partLength - offset : length)
            : throw new MalformedException("a range of a part starts at a leaf and ends within the part");
}

/// <summary>Serves sealed parts, which nobody can open without a key, to the sender, the audience and compliance.</summary>
internal sealed class PartDownload(ItemLookup lookup, PartStore parts)
{
    /// <summary>Bytes in one message.</summary>
    public const int MessageSize = 64 * 1024;

    /// <summary>Opens a part; the caller disposes of it.</summary>
    /// <exception cref="RefusedException">No such item for the caller, or the part is damaged.</exception>
    /// <exception cref="MalformedException">The item has no such part.</exception>
    public async Task<StoredPart> OpenAsync(Member caller, ItemId item, uint part, CancellationToken cancellationToken)
    {
        VisibleItem visible = await lookup.RequireAsync(caller, item, cancellationToken);
        return part < visible.Item.Verified.Parts.Count
            ? parts.Open(item, visible.Item.Verified.Parts[(int)part])
            : throw new MalformedException("the item has no such part");
    }

    /// <summary>The range's bytes, straight from the store, at most 64 KiB at a time. Each is valid until the next is requested.</summary>
    /// <exception cref="RefusedException">The file has become shorter.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        StoredPart part, PartRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[MessageSize];
        part.File.Position = range.Offset;
        for (long left = range.Length; left > 0;)
        {
            int wanted = (int)Math.Min(left, buffer.Length);
            await ReadAsync(part.File, buffer.AsMemory(0, wanted), cancellationToken);
            yield return buffer.AsMemory(0, wanted);
            left -= wanted;
        }
    }

    private static async Task ReadAsync(FileStream file, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            await file.ReadExactlyAsync(buffer, cancellationToken);
        }
        catch (IOException problem)
        {
            throw new RefusedException(ErrorCode.DataLoss, "a part cannot be read, or has become shorter: " + problem.GetType().Name);
        }
    }
}
