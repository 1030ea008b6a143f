using Xunit;

namespace Exchange.Testing;

/// <summary>
/// Finds the sample logs and foreign test vectors, which are kept outside this repository: in the folder that
/// EXCHANGE_SHARED names, else in <c>shared</c> beside the checkout. Where they are absent a test is skipped;
/// continuous integration counts a skip that is not on its list as a failure.
/// </summary>
public static class SharedMaterial
{
    private static readonly string? Root = Find();

    /// <summary>The folder itself; null where it is absent.</summary>
    public static string? Folder => Root;

    /// <summary>The full path of a file or folder of the shared material, or skips the test.</summary>
    public static string PathOf(params string[] relative)
    {
        string path = Path.Combine([Root ?? "", .. relative]);
        Assert.SkipUnless(Root is not null && Path.Exists(path), $"skipped: {string.Join('/', relative)} is not on this machine");
        return path;
    }

    /// <summary>Every file directly in a folder of the shared material, in name order.</summary>
    public static IReadOnlyList<string> Files(string pattern, params string[] folder) =>
        [.. Directory.EnumerateFiles(PathOf(folder), pattern).Order(StringComparer.Ordinal)];

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("EXCHANGE_SHARED") is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : null;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Exchange.sln")))
            {
                string beside = Path.Combine(folder.FullName, "..", "shared");
                return Directory.Exists(beside) ? Path.GetFullPath(beside) : null;
            }
        }

        return null;
    }
}
