using System.Globalization;
using System.Text;
using Exchange.Testing;

namespace Exchange.Fuzz;

/// <summary>Writes what a target begins with to a folder: <c>seeds/</c>, one file each, and <c>words.dict</c>.</summary>
internal static class Corpus
{
    /// <summary>Longer inputs make a fuzzer slow and teach it little.</summary>
    public const int MaxSeed = 96 * 1024;

    /// <summary>All seeds of a target that are not too long.</summary>
    public static IEnumerable<Seed> SeedsOf(FuzzTarget target) =>
        target.OwnSeeds()
            .Concat(SharedMaterial.Folder is null ? [] : target.SharedSeeds())
            .Where(seed => seed.Bytes.Length is > 0 and <= MaxSeed);

    /// <returns>How many seeds were written.</returns>
    public static int Write(FuzzTarget target, string folder)
    {
        string seeds = Path.Combine(folder, target.Name, "seeds");
        if (Directory.Exists(seeds))
        {
            Directory.Delete(seeds, recursive: true);
        }

        Directory.CreateDirectory(seeds);
        int count = 0;
        foreach (Seed seed in SeedsOf(target))
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{count++:d3}-{seed.Name.Replace('/', '-')}");
            File.WriteAllBytes(Path.Combine(seeds, name), seed.Bytes);
        }

        File.WriteAllLines(Path.Combine(folder, target.Name, "words.dict"), target.Words.Select(Quoted));
        return count;
    }

    /// <summary>A line of AFL's dictionary format: quoted, everything but letters and digits as <c>\x0a</c>.</summary>
    private static string Quoted(string word)
    {
        StringBuilder line = new("\"");
        foreach (byte b in Encoding.UTF8.GetBytes(word))
        {
            line.Append(
                char.IsAsciiLetterOrDigit((char)b) ? ((char)b).ToString() : string.Create(CultureInfo.InvariantCulture, $"\\x{b:x2}"));
        }

        return line.Append('"').ToString();
    }
}
