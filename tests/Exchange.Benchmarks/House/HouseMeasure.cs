using System.Globalization;

namespace Exchange.Benchmarks.House;

/// <summary>Measures how a checkout's code is laid out.</summary>
/// <remarks>Lines are non-blank ones; what is generated is not counted.</remarks>
internal static class HouseMeasure
{
    private const int FullRoom = 25;
    private const int LongFunction = 40;
    private const int WideSignature = 5;
    private const double NamedTiny = 0.12;

    /// <param name="generated">A built checkout, which has the generated wire types that <paramref name="root"/> may lack.</param>
    /// <returns>1 where the house is judged and breaks one of the limits that are named.</returns>
    public static async Task<int> RunAsync(string root, string generated, bool list, bool judge, TextWriter output)
    {
        List<SourceProject> projects = SourceProject.ReadAll(root, generated);
        List<SourceFile> src = [.. projects.SelectMany(project => project.Files)];
        List<SourceFile> tests = [.. SourceFile.ReadAll(Path.Combine(root, "tests"))];

        await output.WriteLineAsync(Figures.Heading);
        foreach (SourceProject project in projects)
        {
            await output.WriteLineAsync(Figures.Row(project.Name, project.Files));
        }

        await output.WriteLineAsync(Figures.Row("src", src));
        await output.WriteLineAsync(Figures.Row("tests", tests));

        await ShowAsync(output, $"folders, files in each (over {FullRoom})", Folders(src, tests, list));
        List<string> cycles = [.. projects.SelectMany(Rooms.Cycles)];
        await ShowAsync(output, $"cycles between the folders of a project: {cycles.Count}", cycles);
        int unnamed = PublicTypes.Unused(projects, needed: false).Count();
        List<string> unused = [.. PublicTypes.Unused(projects, needed: true)];
        await ShowAsync(
            output,
            $"public types that no other project of src uses: {unnamed}, less those that the signatures of used ones need: {unused.Count}",
            list ? unused : ByProject(unused));
        List<string> functions =
        [
            .. from file in src
               from function in file.Functions
               where function.Lines > LongFunction
               orderby function.Lines descending
               select $"{function.Lines} {function.Name} ({file.Path})",
        ];
        await ShowAsync(output, $"functions over {LongFunction} lines in src: {functions.Count}", functions);
        List<string> wide =
        [
            .. from file in src
               from signature in file.Signatures
               where signature.Parameters > WideSignature
               orderby signature.Parameters descending
               select $"{signature.Parameters} {signature.Name} ({file.Path})",
        ];
        await ShowAsync(
            output, $"records and constructors with over {WideSignature} positional parameters in src: {wide.Count}", list ? wide : []);
        return judge ? await JudgeAsync(output, src, tests, cycles.Count, unused.Count) : 0;
    }

    private static async Task<int> JudgeAsync(
        TextWriter output, List<SourceFile> src, List<SourceFile> tests, int cycles, int unused)
    {
        double tiny = Figures.Tiny(src);
        int wideLines = src.Concat(tests).Sum(file => file.LongLines);
        (string What, string Found, bool Holds)[] limits =
        [
            ("files of 12 lines or fewer in src, at most 12 %", tiny.ToString("P1", CultureInfo.InvariantCulture), tiny <= NamedTiny),
            ($"lines over {SourceFile.Width} characters, none", $"{wideLines}", wideLines == 0),
            ("cycles between folders, none", $"{cycles}", cycles == 0),
            ("public types that no other project uses or needs, none", $"{unused}", unused == 0),
        ];
        await ShowAsync(
            output, "named", [.. limits.Select(limit => $"{(limit.Holds ? "holds" : "BROKEN")}: {limit.What}: {limit.Found}")]);
        return limits.All(limit => limit.Holds) ? 0 : 1;
    }

    private static List<string> Folders(List<SourceFile> src, List<SourceFile> tests, bool list) =>
    [
        .. src.Concat(tests)
            .CountBy(file => Path.GetDirectoryName(file.Path)!)
            .Where(folder => list || folder.Value > FullRoom)
            .OrderByDescending(folder => folder.Value)
            .Select(folder => $"{folder.Value} {folder.Key}"),
    ];

    private static List<string> ByProject(List<string> unused) =>
        [.. unused.CountBy(type => string.Join('.', type.Split('.').Take(2))).Select(project => $"{project.Value} {project.Key}")];

    private static async Task ShowAsync(TextWriter output, string heading, IReadOnlyList<string> lines)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync(heading);
        foreach (string line in lines)
        {
            await output.WriteLineAsync("  " + line);
        }
    }
}
