using Exchange.Contract.Ids;

namespace Exchange.Cli.Printing;

/// <summary>Shortens ids to what tells them apart.</summary>
internal static class ShortIds
{
    private const int Shortest = 8;

    /// <summary>The length, 8 or more, at which all of these ids differ.</summary>
    public static int LengthFor(IEnumerable<ItemId> ids)
    {
        string[] all = [.. ids.Select(id => id.ToString()).Distinct()];
        int length = Shortest;
        while (length < ItemId.TextLength && all.Select(id => id[..length]).Distinct().Count() < all.Length)
        {
            length++;
        }

        return length;
    }
}
