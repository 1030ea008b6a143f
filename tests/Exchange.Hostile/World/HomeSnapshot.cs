using Exchange.Formats.Primitives;

namespace Exchange.Hostile.World;

/// <summary>Every file of a participant's home, by its digest.</summary>
internal sealed class HomeSnapshot
{
    private readonly Dictionary<string, Sha256Digest> files;

    private HomeSnapshot(Dictionary<string, Sha256Digest> files) => this.files = files;

    public static HomeSnapshot Of(string home) => new(Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories)

        // The lock is empty, and says only that somebody looked.
        .Where(path => Path.GetFileName(path) != "lock")
        .ToDictionary(path => Path.GetRelativePath(home, path), path => Sha256Digest.Of(File.ReadAllBytes(path))));

    /// <summary>The files that came, went or changed since.</summary>
    public IReadOnlyList<string> ChangesTo(HomeSnapshot later) =>
        [.. files.Keys
            .Union(later.files.Keys)
            .Where(path => !files.TryGetValue(path, out Sha256Digest before)
                || !later.files.TryGetValue(path, out Sha256Digest after)
                || before != after)
            .Order(StringComparer.Ordinal)];
}
