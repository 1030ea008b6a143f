using System.Text.Json;
using Exchange.Cli.Shell;
using Exchange.Testing.World;

namespace Exchange.EndToEnd.CommandLines;

/// <summary>Policies as people write them: in a file, by flags, and what they hear before anything is sent.</summary>
public sealed class PolicyTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private const string Good = """
        audience: [institute/bob]
        card: after-embargo
        embargo: 2d
        openings: 3
        purposes: [research]
        approvals:
          - { count: 1, party: institute }
        terms: |
          Not to leave the building.
        handling: OFFICIAL-SENSITIVE
        """;

    [Fact]
    public async Task A_policy_file_with_mistakes_tells_them_with_their_lines()
    {
        string file = await WriteAsync("bad.yaml", "audience: [institute/bbo]\nexpiers: 90d\n");
        CommandResult result = (await shared.RunAsync($"alice submit {{note}} --policy {file}")).Expect(2);
        Assert.Equal(
            [
                $"exchange: {file} has 2 mistakes.",
                $"{file}:1:12: There is no member or team 'institute/bbo'. Did you mean 'institute/bob'? See 'exchange member list'.",
                $"{file}:2:1: 'expiers' is not a field of a policy. Did you mean 'expires'?",
            ],
            result.Error.TrimEnd().Split('\n'));
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task What_has_expired_already_is_not_sent_and_an_option_that_there_is_not_is_no_file()
    {
        Assert.Contains(
            "The policy expires in the past",
            (await shared.RunAsync("alice submit {note} --to institute/bob --expires 2020-01-01T00:00:00Z --dry-run")).Expect(2).Error,
            StringComparison.Ordinal);
        Assert.Contains(
            "the embargo ends in the past",
            (await shared.RunAsync("alice submit {note} --to institute/bob --embargo 2020-01-01T00:00:00Z --dry-run")).Expect(0).Error,
            StringComparison.Ordinal);
        string mistyped = (await shared.RunAsync("alice submit {note} --to institute/bob --exipres 3d --dry-run")).Expect(2).Error;
        Assert.Contains("There is no option '--exipres'.", mistyped, StringComparison.Ordinal);
        Assert.Contains("Did you mean '--expires'?", mistyped, StringComparison.Ordinal);
        Assert.Contains(
            "Did you mean '--max-openings'?",
            (await shared.RunAsync("alice policy change abcd --openings 2")).Expect(2).Error,
            StringComparison.Ordinal);
        Assert.Contains("Did you mean 'submit'?", (await shared.RunAsync("alice submt")).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains(
            "Did you mean 'explain'?",
            (await shared.RunAsync("alice policy expain abcd")).Expect(2).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_file_says_what_the_item_would_be_and_a_flag_wins_over_it()
    {
        string file = await WriteAsync("good.yaml", Good);
        JsonElement json =
            (await shared.RunAsync($"alice submit {{note}} --policy {file} --max-openings 5 --dry-run --json")).Expect(0).Json;
        string[] lines = Texts(json, "policy");
        Assert.Contains("Marked TLP:AMBER+STRICT, handling OFFICIAL-SENSITIVE.", lines);
        Assert.Contains("They may be opened at most 5 times in total.", lines);
        Assert.Contains("One approver of institute, not counting the reader, must approve before the contents can be opened.", lines);
        Assert.Contains("It must be kept for 730 days.", lines);
        Assert.Equal(["lab/alice", "institute/bob"], Texts(json, "granted"));
        Assert.Equal(["institute/erin"], Texts(json, "grantedCard"));
        Assert.Equal("Not to leave the building.", json.GetProperty("card").GetProperty("terms").GetProperty("text").GetString());
        Assert.Contains("do not see it", Assert.Single(Texts(json, "warnings")), StringComparison.Ordinal);
        Assert.Contains("lab has no guard", Assert.Single(Texts(json, "notes")), StringComparison.Ordinal);
        Assert.Equal(
            ["card"],
            json.GetProperty("who")
                .EnumerateArray()
                .Where(who => who.GetProperty("reader").GetString() == "institute/erin")
                .Select(who => who.GetProperty("key").GetString())
                .Distinct());
    }

    [Fact]
    public async Task People_read_who_could_open_it_when_and_what_must_happen_first()
    {
        string file = await WriteAsync("people.yaml", Good);
        string[] lines = (await shared.RunAsync($"alice submit {{note}} --policy {file} --to institute/bob --to lab/bob --dry-run"))
            .Expect(0).Output.TrimEnd().Split('\n');
        Assert.Contains("  terms      Not to leave the building.", lines);
        Assert.Contains("Keys would be sealed to lab/alice, institute/bob and lab/bob; only the card's key to institute/erin.", lines);
        Assert.Contains("  institute/bob and lab/bob", lines);
        Assert.Contains(
            lines,
            line => line.StartsWith("    contents  from ", StringComparison.Ordinal)
                && line.Contains("1 more approver of institute", StringComparison.Ordinal)
                && line.Contains("can read and acknowledge them", StringComparison.Ordinal));
        Assert.Equal("Nothing was sent.", lines[^1]);
    }

    [Theory]
    [InlineData("--card with-contents", "The card is shown to each reader once they have opened the contents.")]
    [InlineData("--approvals 2", "2 different approvers of lab, not counting the reader, must approve before the contents can be opened.")]
    [InlineData(
        "--approvals 1@institute/compliance --approvals-each-reader",
        "One compliance member of institute, not counting the reader, must approve before the contents can be opened, separately for "
            + "each reader.")]
    [InlineData(
        "--onward party --grantors readers",
        "The sender, or a reader with a permit, may grant it to other readers of the audience's parties.")]
    [InlineData("--retention 1000d", "It must be kept for 1000 days.")]
    [InlineData("--handling OFFICIAL", "Marked TLP:AMBER+STRICT, handling OFFICIAL.")]
    [InlineData("--irrevocable", "The sender may not withdraw it or narrow this policy.")]
    [InlineData(
        "--max-openings 5 --max-openings-per-person 2", "They may be opened at most 5 times in total, and at most twice by each person.")]
    [InlineData("--to institute/@reader", "For institute/bob and every reader of institute, who must have the role reader.")]
    [InlineData("--kind risk-finding", "It must be kept for 1825 days.")]
    [InlineData("--kind risk-finding", "Marked TLP:RED.")]
    [InlineData("--reply-to {red}", "Marked TLP:RED.")]
    [InlineData("--reply-to {red} --marking AMBER", "Marked TLP:AMBER.")]
    public async Task Every_flag_ends_in_the_policy(string flags, string sentence)
    {
        string red = flags.Contains("{red}", StringComparison.Ordinal)
            ? (await shared.RunAsync("alice submit {note} --to institute/bob --marking RED --json"))
                .Expect(0).Json.GetProperty("item").GetString()!
            : "";
        JsonElement json = (await shared.RunAsync(
            $"alice submit {{note}} --to institute/bob {flags.Replace("{red}", red, StringComparison.Ordinal)} --dry-run --json"))
            .Expect(0).Json;
        Assert.Contains(sentence, Texts(json, "policy"));
    }

    [Theory]
    [InlineData("--policy {world}/missing.yaml", "does not exist", "path")]
    [InlineData("--policy {world}", "is a folder", "file")]
    [InlineData("--card later", "not a time for the card", "at-once")]
    [InlineData("--approvals many", "'many' is not a count", "whole number")]
    [InlineData("--approvals 1@moon", "'moon' is not a party", "lab")]
    [InlineData("--approvals 1@lab/aprover", "'aprover' is not a role", "Did you mean 'approver'?")]
    [InlineData("--approvals 1 --approvals 2@lab", "Two rules of approval are for lab", "each party")]
    [InlineData("--approvals-each-reader", "requires none", "--approvals N")]
    [InlineData("--terms {world}/missing.txt", "does not exist", "path")]
    [InlineData("--onward everybody", "not a way of onward sharing", "agreement")]
    [InlineData("--onward agreement", "not valid", "policy file or the flags")]
    [InlineData("--grantors everybody", "not a grantor", "readers")]
    [InlineData("--retention 730", "not a number of days", "730d")]
    [InlineData("--retention 10d", "not valid", "policy file or the flags")]
    [InlineData("--max-openings 0", "not a count", "from 1 on")]
    [InlineData("--handling \u00D6", "not a handling marking", "OFFICIAL-SENSITIVE")]
    [InlineData("--to institute/@readers", "'readers' is not a role", "Did you mean 'reader'?")]
    public async Task A_wrong_flag_says_how_it_would_be_right(string flags, string what, string next)
    {
        CommandResult result = (await shared.RunAsync($"alice submit {{note}} --to institute/bob {flags}")).Expect(2);
        Assert.Contains(what, result.Error, StringComparison.Ordinal);
        Assert.Contains(next, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_asks_where_somebody_can_be_asked_and_refuses_where_it_is_to_be_strict()
    {
        const string line = "alice submit {note} --to institute/bob --approvals 3";
        List<string> asked = [];
        CommandEnvironment no = new() { Confirm = question => Answer(asked, question, yes: false) };
        CommandEnvironment yes = new() { Confirm = question => Answer(asked, question, yes: true) };

        CommandResult refused = (await shared.RunAsync(line, no)).Expect(1);
        Assert.Contains(
            "warning: 3 members of lab with the role approver must approve and only 1 is enrolled",
            refused.Error,
            StringComparison.Ordinal);
        Assert.Contains("exchange: Nothing was sent.", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["Send it anyway?"], asked);
        (await shared.RunAsync(line, yes)).Expect(0);
        (await shared.RunAsync(line)).Expect(0);
        (await shared.RunAsync(line + " --strict", yes)).Expect(1);
        (await shared.RunAsync(line + " --dry-run", no)).Expect(0);
        Assert.Equal(2, asked.Count);

        // What holds of every item is no warning: else nobody could ever be strict.
        (await shared.RunAsync("alice submit {note} --to institute/bob --strict", no)).Expect(0);
    }

    [Fact]
    public async Task The_server_takes_the_card_key_of_an_approver_and_holds_the_contents_until_they_approve()
    {
        string terms = await WriteAsync("terms.txt", "Not to leave the building.\r\n");
        string item = (await shared.RunAsync($"alice submit {{note}} --to institute/bob --approvals 1@institute --terms {terms} --json"))
            .Expect(0).Json.GetProperty("item").GetString()!;
        Assert.Contains(
            "terms      Not to leave the building.",
            (await shared.RunAsync($"bob show {item}")).Expect(0).Output,
            StringComparison.Ordinal);
        string denied = (await shared.RunAsync($"bob pull {item} --purpose research")).Expect(3).Error;
        Assert.Contains("0 of 1 approval", denied, StringComparison.Ordinal);
        Assert.Contains("acknowledged", denied, StringComparison.Ordinal);
    }

    private static bool Answer(List<string> asked, string question, bool yes)
    {
        asked.Add(question);
        return yes;
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        string path = Path.Combine(shared.World.Folder, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }

    private static string[] Texts(JsonElement json, string member) =>
        [.. json.GetProperty(member).EnumerateArray().Select(text => text.GetString()!)];
}
