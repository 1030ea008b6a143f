using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Exchange.Fuzz.Tests;

public sealed partial class InstrumentationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("exchange-instrumented-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task An_instrumented_parser_shows_where_an_input_took_it_and_another_does_not()
    {
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        string path = Path.Combine(folder, "path");
        string rubbish = Path.Combine(folder, "rubbish");
        await File.WriteAllTextAsync(path, "tile/0/x001/234.p/5", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(rubbish, "tile/", TestContext.Current.CancellationToken);

        int[] none = Branches(await Run("check", "tile", path, rubbish));
        Assert.Equal([0, 0], none);
        Assert.Contains("Exchange.Formats.dll", await Run("instrument", folder), StringComparison.Ordinal);
        int[] branches = Branches(await Run("check", "tile", path, rubbish));
        Assert.True(branches is [> 10, > 0] && branches[0] > branches[1], string.Join(' ', branches));
    }

    private static int[] Branches(string output) =>
        [.. BranchCount().Matches(output).Select(match => int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture))];

    private async Task<string> Run(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", ["exec", Path.Combine(folder, "Exchange.Fuzz.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        return output;
    }

    [GeneratedRegex(@" (?<count>\d+) branches")]
    private static partial Regex BranchCount();
}
