using System.Text.Json;
using Exchange.Testing.World;

namespace Exchange.EndToEnd.CommandLines;

/// <summary>The shapes that scripts rely on, as docs/formats/command-line.md has them.</summary>
public sealed class JsonTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    [Theory]
    [InlineData("bob inbox --json", "item kind sender received title state supersededBy waits openings")]
    [InlineData("alice sent --json", "item kind sender received title state supersededBy waits openings")]
    [InlineData("bob show {item} --json", "item kind sender senderActive received state statement policy title card")]
    [InlineData("bob card {note} --json", "schema kind title files")]
    [InlineData("alice submit {note} --to institute/bob --dry-run --json", "card policy granted grantedCard who warnings notes")]
    [InlineData("alice submit {note} --to institute/bob --json", "item receipt")]
    [InlineData("bob pull {item} --purpose research -o {world}/json --json", "item files receipt")]
    [InlineData("carol audit log --json", "index time event outcome actor item key purpose reasons story")]
    [InlineData("carol audit log {item} --json", "index time event outcome actor item key purpose reasons story")]
    [InlineData("bob policy explain {item} --json", "item member at purpose cardPermitted contentsPermitted card contents notes")]
    [InlineData("alice policy who {item} --json", "item who others lacking notes")]
    [InlineData("alice policy change {item} --max-openings 100 --json", "item event receipt")]
    [InlineData(
        "carol audit verify --json", "full entries events directoryEntries receipts items chains statements decisions parts partBytes")]
    [InlineData("bob member list --json", "member id active roles teams devices")]
    [InlineData(
        "bob agreement show --json",
        "agreement version digest signed start end parties directoryLog auditLog operator witnesses quorum purposes kinds")]
    [InlineData("bob doctor --json", "state check text next")]
    [InlineData("server doctor --json", "state check text next")]
    [InlineData("bob verify {world}/agreement.json --json", "kind trusted facts")]
    public async Task It_has_just_these_members(string line, string members)
    {
        JsonElement json = (await shared.RunAsync(line)).Expect(0).Json;
        JsonElement first = json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().First() : json;
        Assert.Equal(members.Split(' '), first.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task A_receipt_names_log_index_and_a_file_that_verifies()
    {
        JsonElement receipt =
            (await shared.RunAsync("alice submit {note} --to institute/bob --json")).Expect(0).Json.GetProperty("receipt");
        Assert.Equal("audit", receipt.GetProperty("log").GetString());
        JsonElement verdict =
            (await Commands.RunAsync(["verify", receipt.GetProperty("file").GetString()!, "--json", "--home", shared.Home("alice")]))
                .Expect(0).Json;
        Assert.True(verdict.GetProperty("trusted").GetBoolean());
        string entry = verdict.GetProperty("facts")
            .EnumerateArray()
            .Single(fact => fact.GetProperty("label").GetString() == "entry")
            .GetProperty("text")
            .GetString()!;
        Assert.StartsWith(
            receipt.GetProperty("index").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture) + " of ",
            entry,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_but_json_is_printed_where_there_is_nothing()
    {
        Assert.Equal(0, (await shared.RunAsync("erin inbox --json")).Expect(0).Json.GetArrayLength());
        Assert.Contains("No items yet", (await shared.RunAsync("erin inbox")).Expect(0).Output, StringComparison.Ordinal);
    }
}
