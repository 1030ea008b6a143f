using System.Globalization;
using System.Text;
using Exchange.Client.Sealing;
using Exchange.Contract.Ids;
using Exchange.Formats.Safety;
using Exchange.Hostile.World;
using Exchange.Testing.World;

namespace Exchange.Hostile.Servers;

/// <summary>S15, S16: a member whose own client puts into the card what no honest one would.</summary>
public sealed class HostileTextTests
{
    private const string Title = "\u001b]0;owned\u0007\u001b[2J\u009b31mtitle\u202Egnp.exe\r\nFAKE LINE\u2066\u200F";

    private static readonly string[] Names =
    [
        "../../escape.txt", "/etc/cron.d/escape", "..\\..\\escape.txt", "nul\0byte.txt", "CON", "aux.txt", "photo\u202Egpj.exe",
        "caf\u00E9.txt", "cafe\u0301.txt", "A.TXT", "a.txt", "-rf", ".bashrc", "\u001b[31mred.txt", "link.txt", "", ".", "..",
        new string('x', 5000), "line\nbreak.txt", "trailing. ", "a:stream",
    ];

    [Fact]
    public async Task Hostile_file_names_become_safe_ones_inside_the_folder()
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        string item = await SubmitAsync(world, "an ordinary title");
        string folder = world.NewFolder();
        string outside = Path.Combine(world.Folder, "outside.txt");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(outside, "untouched", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(folder, "link.txt"), outside);
        HashSet<string> before = [.. Files(world.Folder)];

        CommandResult pull = (await world.AsAsync("bob", "pull", item, "--purpose", "research", "-o", folder)).Expect(0);
        AssertSafe(pull);
        string[] written = [.. Files(world.Folder).Where(path => !before.Contains(path)
            && !path.StartsWith(world.HomeOf("bob"), StringComparison.Ordinal)
            && !path.StartsWith(world.ServerFolder, StringComparison.Ordinal))];
        Assert.Equal(Names.Length, written.Length);
        Assert.All(written, path =>
        {
            Assert.Equal(folder, Path.GetDirectoryName(path));
            Assert.Equal(HostileWorld.ContentCanary, File.ReadAllText(path));
            Assert.All(Path.GetFileName(path).EnumerateRunes(), rune => Assert.False(IsHostile(rune), path));
        });
        Assert.Equal(written.Length, written.Select(path => SafeFileName.Fold(Path.GetFileName(path))).Distinct().Count());
        Assert.Equal("untouched", await File.ReadAllTextAsync(outside, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Control_sequences_in_a_card_never_reach_the_terminal()
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        string item = await SubmitAsync(world, Title);
        string[][] commands =
        [
            ["inbox"], ["show", item], ["inbox", "--json"], ["show", item, "--json"],
            ["pull", item, "--purpose", "research", "-o", world.NewFolder()], ["audit", "log"],
        ];
        foreach (string[] command in commands)
        {
            CommandResult result = (await world.AsAsync("bob", command)).Expect(0);
            AssertSafe(result);
            Assert.DoesNotContain("\nFAKE LINE", result.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Control_sequences_in_the_servers_own_words_never_reach_the_terminal()
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        string hostile = Uri.EscapeDataString(Title);
        foreach (string status in (string[])["3", "7", "8", "9", "13"])
        {
            world.Server.Cheat = (call, honest) =>
            {
                if (!Answers.IsCallTo(call, "Retrieval/Get"))
                {
                    return honest(call);
                }

                call.Response.ContentType = "application/grpc";
                call.Response.Headers["grpc-status"] = status;
                call.Response.Headers["grpc-message"] = hostile;
                return Task.CompletedTask;
            };
            CommandResult result = await world.AsAsync("bob", "show", world.First);
            Assert.NotEqual(0, result.ExitCode);
            AssertSafe(result);
            Assert.DoesNotContain("This is a bug", result.Error, StringComparison.Ordinal);
        }

        world.Server.Cheat = null;
        await world.OpensAsync(world.First);
    }

    private static async Task<string> SubmitAsync(HostileWorld world, string title)
    {
        using Liar mallory = await Liar.OpenAsync(world, "mallory");
        using ItemKeys keys = ItemKeys.Generate();
        ItemId item = ItemId.New();
        IReadOnlyList<SealedPart> parts = await mallory.SealAsync(
            item,
            mallory.Self,
            keys,
            card => card with { Title = title, Files = [.. card.Files.Select((file, index) => file with { Name = Names[index] })] },
            Names.Length);
        await mallory.SubmitAsync(item, keys, parts, mallory.Sign(item, keys, parts));
        return item.ToString();
    }

    private static string[] Files(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories);

    private static void AssertSafe(CommandResult result) => Assert.All(
        (result.Output + result.Error).Replace("\n", "", StringComparison.Ordinal).EnumerateRunes(),
        rune => Assert.False(IsHostile(rune), $"U+{rune.Value:X4}"));

    private static bool IsHostile(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;
}
