namespace Exchange.Architecture.Tests;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Checkout
{
    public static readonly string Root = FindRoot();

    /// <summary>The project files under src, by project name.</summary>
    public static readonly IReadOnlyDictionary<string, ProjectFile> SourceProjects =
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(ProjectFile.Read)
            .ToDictionary(project => project.Name, StringComparer.Ordinal);

    /// <summary>Every hand-written C# file below a folder of the checkout, as a path relative to the root, with '/'.</summary>
    public static IReadOnlyList<string> CSharpFiles(params string[] folders) =>
        [.. folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(segment => segment is "bin" or "obj"))
            .Order(StringComparer.Ordinal)];

    public static string[] Lines(string relative) => File.ReadAllLines(Path.Combine(Root, relative));

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Exchange.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("these tests run from inside a checkout: no Exchange.sln above " + AppContext.BaseDirectory);
    }
}
