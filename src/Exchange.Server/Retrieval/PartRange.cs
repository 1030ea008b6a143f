using Exchange.Contract.Errors;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Retrieval;

/// <summary>Which bytes of a part are wanted: from the beginning of a leaf on, <paramref name="Length"/> bytes.</summary>
internal readonly record struct PartRange(long Offset, long Length)
{
    /// <param name="length">0: to the end.</param>
    /// <exception cref="MalformedException">Not from the beginning of a leaf, or not within the part.</exception>
    public static PartRange Check(long offset, long length, long partLength) =>
        offset >= 0 && offset % PartTreeHasher.LeafSize == 0 && offset <= partLength && length >= 0 && length <= partLength - offset
            ? new PartRange(offset, length == 0 ? partLength - offset : length)
            : throw new MalformedException("a range of a part begins with a leaf and ends within the part");
}
