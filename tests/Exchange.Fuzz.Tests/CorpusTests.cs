using System.Text.RegularExpressions;

namespace Exchange.Fuzz.Tests;

public sealed partial class CorpusTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("exchange-corpus-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void No_target_begins_with_an_empty_corpus()
    {
        foreach (FuzzTarget target in FuzzTargets.All)
        {
            int count = Corpus.Write(target, folder);
            string[] seeds = Directory.GetFiles(Path.Combine(folder, target.Name, "seeds"));
            Assert.True(count > 0 && seeds.Length == count, $"{target.Name} has {count} seeds and {seeds.Length} files");
            Assert.All(seeds, seed => Assert.InRange(new FileInfo(seed).Length, 1, Corpus.MaxSeed));
        }
    }

    [Fact]
    public void Words_are_written_as_the_fuzzer_reads_them()
    {
        foreach (FuzzTarget target in FuzzTargets.All.Where(target => target.Words.Count > 0))
        {
            Corpus.Write(target, folder);
            string[] lines = File.ReadAllLines(Path.Combine(folder, target.Name, "words.dict"));
            Assert.Equal(target.Words.Count, lines.Length);
            Assert.All(lines, line => Assert.Matches(DictionaryLine(), line));
        }
    }

    [Fact]
    public void The_script_names_every_target_and_no_other()
    {
        string script = File.ReadAllText(Path.Combine(Checkout(), "tests", "fuzz"));
        string list = TargetList().Match(script).Groups["names"].Value;
        Assert.Equal(FuzzTargets.All.Select(target => target.Name), list.Split([' ', '#', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Checkout()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Exchange.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new DirectoryNotFoundException("these tests run from inside a checkout");
    }

    // AFL refuses an entry of more than 128 bytes.
    [GeneratedRegex(@"^""(?:[A-Za-z0-9]|\\x[0-9a-f]{2}){1,128}""$")]
    private static partial Regex DictionaryLine();

    [GeneratedRegex(@"^# Targets:\n(?<names>(?:#   .*\n)+)", RegexOptions.Multiline)]
    private static partial Regex TargetList();
}
