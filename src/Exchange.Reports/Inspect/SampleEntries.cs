using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Exchange.Reports.Inspect;

/// <summary>
/// Counts the samples in a log by the names of its entries: <c>samples/ID_epoch_N.json</c>, or <c>samples/ID_epoch_N/…</c> in
/// chunked logs. The evaluation chooses the ids, which may contain anything, even slashes.
/// </summary>
internal sealed class SampleEntries
{
    private const string Folder = "samples/";
    private const string Epoch = "_epoch_";
    private const string Suffix = ".json";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>
    /// The first 64 bits of the SHA-256 of each name, because millions of names would take too much memory. Collisions by chance are
    /// not to be expected, and making one would gain nothing but a count that is one too low.
    /// </summary>
    private readonly List<ulong> names = [];

    /// <summary>Counts each sample once, however many entries it has.</summary>
    public int Count()
    {
        names.Sort();
        int distinct = 0;
        for (int index = 0; index < names.Count; index++)
        {
            distinct += index == 0 || names[index] != names[index - 1] ? 1 : 0;
        }

        return distinct;
    }

    public void Add(string entryName)
    {
        if (Sample(entryName) is { Length: > 0 } sample)
        {
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(MemoryMarshal.AsBytes(sample), digest);
            ulong name = BinaryPrimitives.ReadUInt64LittleEndian(digest);
            // The entries of a chunked sample are adjacent.
            if (names.Count == 0 || names[^1] != name)
            {
                names.Add(name);
            }
        }
    }

    private static ReadOnlySpan<char> Sample(string entryName)
    {
        if (!entryName.StartsWith(Folder, StringComparison.Ordinal))
        {
            return [];
        }

        ReadOnlySpan<char> name = entryName.AsSpan(Folder.Length);
        int epoch = name.LastIndexOf(Epoch);
        if (name.EndsWith(Suffix, StringComparison.Ordinal) && epoch > 0 && IsNumber(name[(epoch + Epoch.Length)..^Suffix.Length]))
        {
            return name[..^Suffix.Length];
        }

        for (int from = 0; name[from..].IndexOf(Epoch) is >= 0 and int step; from += step + Epoch.Length)
        {
            int number = from + step + Epoch.Length;
            int slash = name[number..].IndexOf('/');
            if (slash > 0 && IsNumber(name.Slice(number, slash)))
            {
                return name[..(number + slash)];
            }
        }

        return [];
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExcept(Digits);
}
