using System.Globalization;
using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Events;

/// <summary>
/// The last entry of an item's chain, signed by the log's key on request. A head that hides an entry is proof of cheating: two signed
/// heads, or a head and a receipt, contradict each other.
/// </summary>
/// <param name="Count">How many events the chain has.</param>
/// <param name="LastEntry">The leaf hash of the last one.</param>
/// <param name="TreeSize">The size of the audit log that this was true for.</param>
public sealed record ItemHead(ItemId Item, long Count, Sha256Digest LastEntry, long TreeSize)
{
    // The first line is not the origin of any log, so a head can never pass for a checkpoint.
    private const string FirstLine = "exchange.example/item-head/v1";

    /// <summary>The text of the signed note.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{FirstLine}\n{Item}\n{Count}\n{LastEntry}\n{TreeSize}\n");

    /// <exception cref="MalformedException">Not a head in canonical form.</exception>
    public static ItemHead Parse(string text)
    {
        string[] lines = text.Split('\n');
        if (lines.Length != 6 || lines[0] != FirstLine
            || !long.TryParse(lines[2], NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            || !long.TryParse(lines[4], NumberStyles.None, CultureInfo.InvariantCulture, out long size))
        {
            throw new MalformedException("not the head of an item's chain");
        }

        ItemHead head = new(ItemId.Parse(lines[1]), count, Sha256Digest.Parse(lines[3]), size);
        return head.ToText() == text ? head : throw new MalformedException("an item's head is not in canonical form");
    }
}
