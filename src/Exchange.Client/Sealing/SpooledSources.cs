using System.Globalization;
using System.Text;
using Exchange.Client.Home;

namespace Exchange.Client.Sealing;

/// <summary>
/// Which files a spooled item was sealed from, as they were then: beside the ciphertext, for the sender's eyes. What is sent on is
/// always what was sealed; this tells whether the files still are that.
/// </summary>
internal static class SpooledSources
{
    private const string Name = "sources";

    public static void Write(string spool, IEnumerable<SourceFile> sources) => AtomicFile.WriteSecret(
        Path.Combine(spool, Name),
        Encoding.UTF8.GetBytes(string.Concat(sources.Select(source => string.Create(CultureInfo.InvariantCulture, $"{source.Length} {source.Written.Ticks} {source.Path}\0")))));

    /// <summary>The names, safe to print, of the files that are gone or not what they were when they were sealed.</summary>
    public static IReadOnlyList<string> Changed(string spool)
    {
        string path = Path.Combine(spool, Name);
        return File.Exists(path)
            ? [.. File.ReadAllText(path).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(Parse).OfType<SourceFile>().Where(IsAnother).Select(source => source.Shown)]
            : [];
    }

    private static SourceFile? Parse(string line) =>
        line.Split(' ', 3) is [string length, string written, string path]
        && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)
        && long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            ? new SourceFile(path, bytes, new DateTime(ticks, DateTimeKind.Utc))
            : null;

    private static bool IsAnother(SourceFile source)
    {
        FileInfo now = new(source.Path);
        return !now.Exists || now.Length != source.Length || now.LastWriteTimeUtc != source.Written;
    }
}
