using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Exchange.Client.Policies;

namespace Exchange.EndToEnd.Documents;

/// <summary>What docs/writing-policies.md shows is what the command line takes.</summary>
public sealed partial class PolicyGuideTests(RedTeamWorld world) : IClassFixture<RedTeamWorld>
{
    // Whether a date of the guide holds beside a duration depends on the day on which this runs: this one always does.
    private static readonly string InTwoDays =
        DateTimeOffset.UtcNow.AddDays(2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static readonly string[] Minimal = ["audience: [institute/bob]", "purposes: [research]", $"embargo: {InTwoDays}"];

    /// <summary>Fields of which the table has one value for the file and another for the flag.</summary>
    private static readonly string[] Different = ["audience", "embargo", "expires"];

    public static TheoryData<string> Files => [.. PolicyGuide.Files];

    public static TheoryData<string, string> Fields => new(PolicyGuide.Fields);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_whole_file_is_taken(string file)
    {
        JsonElement preview = await world.PreviewAsync(OnAnyDay(file));
        string[] policy = Lines(preview);
        Assert.Contains(
            policy,
            line => line.Contains("institute/bob", StringComparison.Ordinal) && line.Contains("red-team", StringComparison.Ordinal));
        Assert.Contains(policy, line => line.Contains("2 different approvers of lab", StringComparison.Ordinal));
        Assert.Contains("Marked TLP:AMBER+STRICT.", policy);
        Assert.StartsWith(
            "Not to be quoted",
            preview.GetProperty("card").GetProperty("terms").GetProperty("text").GetString(),
            StringComparison.Ordinal);
        Assert.Contains(preview.GetProperty("granted").EnumerateArray(), member => member.GetString() == "institute/rita");
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Each_field_is_taken_as_the_table_writes_it_and_the_flag_says_the_same(string inFile, string flags)
    {
        // The example stands beside what makes a policy that holds: a card after the embargo needs one.
        string rest = string.Join('\n', Minimal.Where(line => NameOf(line) != NameOf(inFile)));
        string[] byFile = Lines(await world.PreviewAsync($"{rest}\n{OnAnyDay(inFile)}"));
        string[] byFlags =
            Lines(await world.PreviewAsync(rest, [.. flags.Split(' ').Select(word => word == "terms.txt" ? world.Terms : word)]));
        if (!Different.Contains(NameOf(inFile)))
        {
            Assert.Equal(byFile, byFlags);
        }
    }

    [Fact]
    public void The_guide_has_a_whole_file_and_every_field()
    {
        Assert.NotEmpty(PolicyGuide.Files);
        Assert.Equal(
            PolicyFields.Examples.Keys.Order(StringComparer.Ordinal),
            PolicyGuide.Fields.Select(field => NameOf(field.InFile)).Distinct().Order(StringComparer.Ordinal));
    }

    private static string NameOf(string line) => line[..line.IndexOf(':', StringComparison.Ordinal)];

    private static string[] Lines(JsonElement preview) =>
        [.. preview.GetProperty("policy").EnumerateArray().Select(line => line.GetString()!)];

    private static string OnAnyDay(string text) => Date().Replace(text, InTwoDays);

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", RegexOptions.ExplicitCapture)]
    private static partial Regex Date();
}
