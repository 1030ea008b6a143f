using System.Text;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Exchange.Fuzz.Samples;

namespace Exchange.Fuzz.Targets;

/// <summary>
/// The path of a tile, as it stands in a request, or behind a byte for the width a bundle of entries: both encode to the same.
/// </summary>
internal static class TileTarget
{
    public static FuzzTarget Create() => FuzzTarget.Of(
        "tile", Parse, static (input, encoded) => Promise.SameBytes(input, encoded), Seeds) with
    {
        SharedSeeds = () => SharedFiles.Below("*", "vectors", "tlog", "tessera-log", "tile", "entries")
            .Select(bundle => bundle with
            {
                Bytes =
                [
                    (byte)(int.Parse(Path.GetFileName(bundle.Name), System.Globalization.CultureInfo.InvariantCulture) - 1),
                    .. bundle.Bytes,
                ],
            }),
        Words = ["tile/", "entries/", "x000/", "000", ".p/", "9223372036854775807", "63/"],
    };

    /// <summary>What the accepted input encodes to.</summary>
    private static byte[] Parse(byte[] input)
    {
        if (!input.AsSpan().StartsWith("tile/"u8))
        {
            int width = (input.Length == 0 ? (byte)0 : input[0]) + 1;
            return [(byte)(width - 1), .. EntryBundle.Encode(EntryBundle.Parse(input.AsSpan(Math.Min(1, input.Length)), width))];
        }

        if (!TileCoordinate.TryParsePath(Promise.Text(input), out TileCoordinate tile))
        {
            throw new MalformedException("not a tile");
        }

        Promise.Holds(tile.Width is >= 1 and <= TileCoordinate.FullWidth && tile.Index >= 0, "a tile out of bounds was accepted");
        int width2 = TileCoordinate.WidthIn(1_000_000, tile.Level, tile.Index);
        Promise.Holds(width2 is >= 0 and <= TileCoordinate.FullWidth, "a tile is wider than a tile");
        return Encoding.UTF8.GetBytes(tile.Path);
    }

    private static IEnumerable<Seed> Seeds() =>
    [
        new("path", "tile/0/x001/x234/067"u8.ToArray()),
        new("partial", "tile/1/000.p/8"u8.ToArray()),
        new("entries", "tile/entries/x123/456.p/255"u8.ToArray()),
        new("bundle", [2, .. EntryBundle.Encode([new byte[32], new byte[1], Array.Empty<byte>()])]),
    ];
}
