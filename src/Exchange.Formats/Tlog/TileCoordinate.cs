using System.Globalization;
using System.Text;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>Names one tile or entry bundle of a log (C2SP tlog-tiles).</summary>
/// <param name="Level">0 to 63, or <see cref="EntriesLevel"/> for a bundle of entries.</param>
/// <param name="Index">The position within the level.</param>
/// <param name="Width">The number of hashes or entries: 256, or 1 to 255 in a partial tile.</param>
public readonly record struct TileCoordinate(int Level, long Index, int Width)
{
    public const int FullWidth = 256;

    /// <summary>The number of bytes in a full tile.</summary>
    public const int FullSize = FullWidth * Sha256Digest.Size;

    /// <summary>The level of <c>tile/entries</c>.</summary>
    public const int EntriesLevel = -1;

    internal const int Height = 8;
    private const int MaxLevel = 63;

    public bool IsEntries => Level == EntriesLevel;

    public bool IsFull => Width == FullWidth;

    /// <summary>For example <c>tile/0/x001/x234/067.p/8</c> or <c>tile/entries/000</c>.</summary>
    public string Path
    {
        get
        {
            StringBuilder path = new("tile/");
            path.Append(IsEntries ? "entries" : Level.ToString(CultureInfo.InvariantCulture)).Append('/');
            string digits = Index.ToString(CultureInfo.InvariantCulture);
            digits = digits.PadLeft((digits.Length + 2) / 3 * 3, '0');
            for (int at = 0; at + 3 < digits.Length; at += 3)
            {
                path.Append('x').Append(digits, at, 3).Append('/');
            }

            path.Append(digits, digits.Length - 3, 3);
            return IsFull ? path.ToString() : path.Append(CultureInfo.InvariantCulture, $".p/{Width}").ToString();
        }
    }

    /// <summary>The number of hashes that a tile has in a tree of this size: 0 if the tree does not reach it.</summary>
    public static int WidthIn(long size, int level, long index)
    {
        int shift = Math.Max(level, 0) * Height;
        long hashes = shift > 62 ? 0 : size >> shift;
        return (int)Math.Clamp(hashes - Math.Min(index, long.MaxValue / FullWidth) * FullWidth, 0, FullWidth);
    }

    /// <summary>Reads exactly the form that <see cref="Path"/> writes.</summary>
    public static bool TryParsePath(string path, out TileCoordinate tile)
    {
        tile = default;
        string[] parts = path.Split('/');
        if (parts.Length is < 3 or > 10 || parts[0] != "tile")
        {
            return false;
        }

        int level = EntriesLevel;
        int width = FullWidth;
        if (parts[1] != "entries" && !(TryNumber(parts[1], out level) && level <= MaxLevel))
        {
            return false;
        }

        string[] groups = parts[2..];
        if (groups is [.., string last, string partial] && last.EndsWith(".p", StringComparison.Ordinal))
        {
            if (!TryNumber(partial, out width) || width is < 1 or >= FullWidth)
            {
                return false;
            }

            groups = [.. groups[..^2], last[..^2]];
        }

        string digits = string.Concat(groups.Select(group => group.TrimStart('x')));
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long index))
        {
            return false;
        }

        TileCoordinate read = new(level, index, width);
        if (read.Path != path)
        {
            return false;
        }

        tile = read;
        return true;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
