using Exchange.Testing;

namespace Exchange.Fuzz.Samples;

/// <summary>Seeds from files of the shared material.</summary>
internal static class SharedFiles
{
    public static IEnumerable<Seed> In(string pattern, params string[] folder) =>
        SharedMaterial.Files(pattern, folder).Select(path => new Seed(Path.GetFileName(path), File.ReadAllBytes(path)));

    /// <summary>All files below a folder, however deep.</summary>
    public static IEnumerable<Seed> Below(string pattern, params string[] folder)
    {
        string root = SharedMaterial.PathOf(folder);
        return Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new Seed(Path.GetRelativePath(root, path), File.ReadAllBytes(path)));
    }
}
