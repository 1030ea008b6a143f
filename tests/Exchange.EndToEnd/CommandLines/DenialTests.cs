using System.Globalization;
using System.Text.Json;
using Exchange.Client;
using Exchange.Client.Items;
using Exchange.Client.Release;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Testing.World;

namespace Exchange.EndToEnd.CommandLines;

/// <summary>
/// A reader who may not open an item is told each condition that stands in the way, and from when on time will have met it.
/// </summary>
public sealed class DenialTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    // Policies have whole seconds, and this one comes after the agreement's start, however fast that was.
    private readonly DateTimeOffset soon = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1);

    /// <param name="codes">By which the log names them.</param>
    /// <param name="policy">Of the item, which is for bob.</param>
    /// <param name="steps">Before bob asks.</param>
    /// <param name="next">Whether there is a next time: that of {later}.</param>
    [Theory]
    [InlineData("withdrawn", "", "alice withdraw {it}", "research", false, "sender has withdrawn")]
    [InlineData("expired", "", "alice policy change {it} --expires {soon}", "research", false, "Access expired at {soon:text}")]
    [InlineData("embargo", "--embargo {later}", "", "research", true, "under embargo until {later:text}")]
    [InlineData(
        "openings-used-up", "--max-openings 1", "bob pull {it} --purpose research -o {out}", "research", false,
        "The one permitted opening")]
    [InlineData(
        "openings-per-person-used-up", "--max-openings-per-person 1", "bob pull {it} --purpose research -o {out}", "research", false,
        "per person")]
    [InlineData("purpose-not-listed", "--purpose research", "", "oversight", false, "does not permit the purpose oversight")]
    [InlineData("approval-missing", "--approvals 1", "", "research", false, "0 of 1 approval", "approvers of lab")]
    [InlineData("approval-missing", "--approvals 2@lab", "dana approve {it}", "research", false, "1 of 2 approvals")]
    [InlineData("approval-missing", "--approvals 1 --approvals-each-reader", "", "research", false, "for this member")]
    [InlineData(
        "approval-missing", "--approvals 1", "dana approve {it};dana approve {it} --take-back", "research", false, "0 of 1 approval")]
    [InlineData(
        "approval-refused approval-missing", "--approvals 1", "dana approve {it} --refuse", "research", false,
        "approver of lab has refused", "0 of 1 approval")]
    [InlineData("terms-not-acknowledged", "--terms {note}", "", "research", false, "not acknowledged")]
    [InlineData("embargo approval-missing", "--embargo {later} --approvals 1", "", "research", true, "under embargo", "0 of 1 approval")]
    [InlineData(
        "withdrawn expired purpose-not-listed approval-missing terms-not-acknowledged", "--approvals 1 --terms {note} --purpose research",
        "alice policy change {it} --expires {soon};alice withdraw {it}", "oversight", false, "withdrawn", "expired", "oversight",
        "0 of 1 approval", "acknowledged")]
    [InlineData(
        "embargo openings-used-up openings-per-person-used-up approval-refused purpose-not-listed approval-missing approval-missing", "",
        "bob pull {it} --purpose research -o {out};alice policy change {it} --embargo {later} --max-openings 1 --max-openings-per-person "
            + "1 --purpose evaluation --approvals 1@lab --approvals 2@institute;dana approve {it} --refuse;erin approve {it}",
        "research", true, "under embargo until {later:text}", "The one permitted opening", "per person", "approver of lab has refused",
        "purpose research", "0 of 1 approval", "1 of 2 approvals")]
    public async Task Pull_names_every_condition(
        string codes, string policy, string steps, string purpose, bool next, params string[] words)
    {
        string item = await SubmitAsync($"--to institute/bob {policy}".TrimEnd());
        foreach (string step in steps.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            (await RunAsync(step, item)).Expect(0);
        }

        while (steps.Contains("{soon}", StringComparison.Ordinal) && DateTimeOffset.UtcNow < soon)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        string error = await DeniedAsync("bob", item, purpose, codes);
        Assert.All(words, word => Assert.Contains(Fill(word, item), error, StringComparison.Ordinal));
        if (next)
        {
            Assert.Contains(Fill("{later:stamp}", item), error, StringComparison.Ordinal);
        }
        else
        {
            Assert.DoesNotMatch(@"\d{4}-\d{2}-\d{2}T\d", error);
        }
    }

    [Fact]
    public async Task Pull_names_the_key_that_was_sealed_to_nobody_of_this_device()
    {
        string item = await SubmitAsync("--to institute/@reader");
        await shared.World.EnrolAsync("late", "institute/late", "reader");
        Assert.Contains(
            "No key of the item was sealed to this device",
            await DeniedAsync("late", item, "research", "no-grant"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_names_the_role_that_a_reader_has_lost()
    {
        string request = Path.Combine(shared.World.Folder, "lena.request");
        (await shared.World.AsAsync(
            "lena", "join", Path.Combine(shared.World.Folder, "agreement.json"), "--as", "institute/lena", "--role", "reader", "--server",
            shared.World.Address, "--no-passphrase", "-o", request))
            .Expect(0);
        (await shared.World.AsAsync("erin", "member", "enrol", request)).Expect(0);
        string item = await SubmitAsync("--to institute/lena");
        (await shared.World.AsAsync("erin", "member", "enrol", request, "--role", "submitter")).Expect(0);
        Assert.Contains("role reader", await DeniedAsync("lena", item, "research", "role-missing"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_outside_the_audience_is_told_what_they_would_be_of_no_item_and_the_record_says_why()
    {
        string item = await SubmitAsync("--to institute/bob");
        string none = new('a', item.Length);
        string error = await DeniedAsync("bob2", item, "research", "not-in-audience");
        Assert.Contains("no such item for you", error, StringComparison.Ordinal);
        Assert.Equal(
            error.Replace(item, none, StringComparison.Ordinal),
            (await RunAsync("bob2 pull {it} --purpose research -o {out}", none)).Expect(3).Error);
    }

    [Fact]
    public async Task A_purpose_that_the_agreement_has_not_is_a_slip_and_costs_no_entry()
    {
        string item = await SubmitAsync("--to institute/bob");
        Assert.Contains(
            "Use one of research",
            (await RunAsync("bob pull {it} --purpose fun -o {out}", item)).Expect(2).Error,
            StringComparison.Ordinal);
        Assert.Contains("--purpose", (await RunAsync("bob pull {it} -o {out}", item)).Expect(2).Error, StringComparison.Ordinal);
        Assert.Equal("item.submitted", Assert.Single(await LogAsync(item)).GetProperty("event").GetString());
    }

    [Theory]
    [InlineData("purpose-missing", SealedKey.Content, null)]
    [InlineData("purpose-unknown purpose-not-listed", SealedKey.Content, "fun")]
    [InlineData("card-not-shown-yet", SealedKey.Card, null)]
    public async Task What_no_command_would_ask_is_denied_by_its_name_too(string codes, SealedKey key, string? purpose)
    {
        string item = await SubmitAsync("--to institute/bob --card with-contents");
        using Participant bob = await shared.World.OpenAsync("bob");
        SeenItem seen = await new ItemReader(bob).GetAsync(ItemId.Parse(item), TestContext.Current.CancellationToken);
        ReleaseOutcome outcome = await new ReleaseDoor(bob).AskAsync(seen, key, purpose, TestContext.Current.CancellationToken);
        Assert.Null(outcome.Grant);
        Assert.Equal(codes.Split(' '), outcome.Receipt.Verified.Said?.Failed.Select(failed => ConditionName.Of(failed.Code)));
    }

    /// <summary>Pulls and is denied, for just these conditions, of which the record has the same; no file is left.</summary>
    private async Task<string> DeniedAsync(string reader, string item, string purpose, string codes)
    {
        CommandResult result = (await RunAsync($"{reader} pull {{it}} --purpose {purpose} -o {{world}}/denied-{item}", item)).Expect(3);
        JsonElement entry = (await LogAsync(item))[^1];
        Assert.Equal("deny", entry.GetProperty("outcome").GetString());
        Assert.Equal(
            codes.Split(' '),
            entry.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString()));
        Assert.Empty(result.Output);
        Assert.False(Directory.Exists(Path.Combine(shared.World.Folder, $"denied-{item}")));
        return result.Error;
    }

    private async Task<string> SubmitAsync(string flags) =>
        (await RunAsync($"alice submit {{note}} {flags} --json", "")).Expect(0).Json.GetProperty("item").GetString()!;

    private async Task<JsonElement[]> LogAsync(string item) =>
        [.. (await RunAsync("carol audit log {it} --json", item)).Expect(0).Json.EnumerateArray()];

    private Task<CommandResult> RunAsync(string line, string item) => shared.RunAsync(Fill(line, item));

    private string Fill(string text, string item)
    {
        DateTimeOffset later = soon.AddDays(2);
        return text
            .Replace("{it}", item, StringComparison.Ordinal)
            .Replace("{out}", $"{{world}}/{Guid.NewGuid():n}", StringComparison.Ordinal)
            .Replace("{soon}", Spelled(soon, "yyyy-MM-dd'T'HH:mm:ss'Z'"), StringComparison.Ordinal)
            .Replace("{soon:text}", Spelled(soon, "yyyy-MM-dd HH:mm"), StringComparison.Ordinal)
            .Replace("{later}", Spelled(later, "yyyy-MM-dd'T'HH:mm:ss'Z'"), StringComparison.Ordinal)
            .Replace("{later:text}", Spelled(later, "yyyy-MM-dd HH:mm"), StringComparison.Ordinal)
            .Replace("{later:stamp}", Spelled(later, "yyyy-MM-dd'T'HH:mm:ss'.000Z'"), StringComparison.Ordinal);

        static string Spelled(DateTimeOffset at, string pattern) => at.ToString(pattern, CultureInfo.InvariantCulture);
    }
}
