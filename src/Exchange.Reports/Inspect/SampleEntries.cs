using System.Buffers;

namespace Exchange.Reports.Inspect;

/// <summary>
/// Counts the samples that a log holds by the names of its entries: <c>samples/ID_epoch_N.json</c>, or in chunked logs
/// <c>samples/ID_epoch_N/…</c>. The id is the evaluation's own and may hold anything, slashes too.
/// </summary>
internal sealed class SampleEntries
{
    private const string Folder = "samples/";
    private const string Epoch = "_epoch_";
    private const string Suffix = ".json";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    public int Count => names.Count;

    public void Add(string entryName)
    {
        if (Sample(entryName) is { Length: > 0 } sample)
        {
            names.GetAlternateLookup<ReadOnlySpan<char>>().Add(sample);
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
