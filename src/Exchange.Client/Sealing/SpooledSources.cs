using System.Globalization;
using System.Text;
using Exchange.Client.Home;
using Exchange.Formats.Safety;

namespace Exchange.Client.Sealing;

/// <summary>
/// Which files a spooled item was sealed from, as they were then: kept beside the ciphertext, for the sender. What is sent later is
/// always what was sealed; this tells whether the files are still the same.
/// </summary>
internal static class SpooledSources
{
    private const string Name = "sources";

    public static void Write(string spool, IEnumerable<SourceFile> sources) =>
        AtomicFile.WriteSecret(Path.Combine(spool, Name), Encoding.UTF8.GetBytes(string.Concat(sources.Select(Line))));

    /// <summary>The names, safe to print, of the files that are gone or have changed since they were sealed.</summary>
    public static IReadOnlyList<string> Changed(string spool)
    {
        string path = Path.Combine(spool, Name);
        string[] lines = File.Exists(path) ? File.ReadAllText(path).Split('\0', StringSplitOptions.RemoveEmptyEntries) : [];
        return [.. lines.Select(Parse).OfType<Spooled>().Where(source => source.HasChanged).Select(source => source.Shown)];
    }

    private static string Line(SourceFile source) =>
        string.Create(CultureInfo.InvariantCulture, $"{source.Length} {source.Written.Ticks} {source.Path}\0");

    private static Spooled? Parse(string line) =>
        line.Split(' ', 3) is [string length, string written, string path]
        && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)
        && long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            ? new Spooled(path, bytes, new DateTime(ticks, DateTimeKind.Utc))
            : null;

    private sealed record Spooled(string Path, long Length, DateTime Written)
    {
        public string Shown => TerminalText.Safe(System.IO.Path.GetFileName(Path), 120);

        public bool HasChanged =>
            new FileInfo(Path) is var now && (!now.Exists || now.Length != Length || now.LastWriteTimeUtc != Written);
    }
}
