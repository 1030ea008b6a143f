using Exchange.Testing.World;

namespace Exchange.Hostile.World;

/// <summary>
/// The sandbox with a further submitter, lab/mallory, and two items of alice's for bob, built once for all tests, each of which
/// works on a copy. Everybody has seen the directory, nobody but alice the audit log, and no card has been opened yet.
/// </summary>
internal static class PreparedFolder
{
    private static readonly Lazy<Task<Prepared>> Made = new(MakeAsync);

    public static async Task<Prepared> CopyToAsync(string folder)
    {
        Prepared made = await Made.Value;
        Copy(made.Folder, folder);
        return made with { Folder = folder };
    }

    public static void Copy(string from, string to)
    {
        foreach (string folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        // A running server holds its lock.
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }

    private static async Task<Prepared> MakeAsync()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "worlds", "prepared-" + Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        (await Commands.RunAsync(["sandbox", folder])).Expect(0);
        await using HostileWorld world = await HostileWorld.OverAsync(new Prepared(folder, "", ""), keep: true);

        // One more submitter, who turns out to be dishonest.
        string request = Path.Combine(folder, "mallory.request");
        (await world.AsAsync(
            "mallory", "join", Path.Combine(folder, "agreement.json"), "--as", "lab/mallory", "--role", "submitter", "--server",
            world.Address, "--no-passphrase", "-o", request))
            .Expect(0);
        (await world.AsAsync("dana", "member", "enrol", request)).Expect(0);
        foreach (string person in (string[])["mallory", "dana", "bob", "erin", "carol"])
        {
            (await world.AsAsync(person, "inbox")).Expect(0);
        }

        return new Prepared(folder, await SubmitAsync("first"), await SubmitAsync("second"));

        async Task<string> SubmitAsync(string name)
        {
            string file = Path.Combine(folder, name + ".txt");
            await File.WriteAllTextAsync(file, $"{name}: {HostileWorld.ContentCanary}", TestContext.Current.CancellationToken);
            return (await world.AsAsync(
                "alice", "submit", file, "--to", "institute/bob", "--title", $"{name} {HostileWorld.CardCanary}", "--json"))
                .Expect(0).Json.GetProperty("item").GetString()!;
        }
    }
}
