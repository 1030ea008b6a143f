using System.Text.Json;
using Exchange.Testing;

namespace Exchange.Formats.Tests.Primitives;

/// <summary>A file of Wycheproof vectors: its cases, each with its group.</summary>
internal static class WycheproofFile
{
    /// <summary>Runs each case and returns how many did; fails with every case that did not end as the vectors say.</summary>
    public static int Run(string name, Func<WycheproofCase, string?> run)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedMaterial.PathOf("vectors", "wycheproof", name)));
        List<string> wrong = [];
        int ran = 0;
        foreach (JsonElement group in document.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
            {
                ran++;
                WycheproofCase one = new(group, test);
                if (run(one) is string fault)
                {
                    wrong.Add($"{name} {one.Id} ({one.Result}): {fault}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(document.RootElement.GetProperty("numberOfTests").GetInt32(), ran);
        return ran;
    }
}
