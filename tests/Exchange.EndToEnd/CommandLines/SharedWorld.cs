using Exchange.Cli.Shell;
using Exchange.Testing.World;

namespace Exchange.EndToEnd.CommandLines;

/// <summary>
/// One pair of organisations for many commands that change nothing; with a note, an item of it, and a second bob at the lab.
/// </summary>
public sealed class SharedWorld : IAsyncLifetime
{
    private TwoOrganisations? world;

    public TwoOrganisations World => world ?? throw new InvalidOperationException("not started");

    public string Note => Path.Combine(World.Folder, "note.txt");

    public string Item { get; private set; } = "";

    public string Home(string person) => Path.Combine(World.Folder, person);

    public async ValueTask InitializeAsync()
    {
        world = await TwoOrganisations.StartAsync();
        await File.WriteAllTextAsync(Note, "a short note", TestContext.Current.CancellationToken);
        Item = await world.SubmitAsync(Note);
        string request = Path.Combine(world.Folder, "bob2.json");
        (await Commands.RunAsync(
            [
                "join", Path.Combine(world.Folder, "agreement.json"), "--as", "lab/bob", "--role", "reader", "--no-passphrase", "-o",
                request, "--home", Home("bob2"), "--server", world.Address,
            ]))
            .Expect(0);
        (await world.AsAsync("dana", "member", "enrol", request)).Expect(0);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    /// <summary>Words of a row: {world}, {note}, {item} stand for what they are here; the first is whose home.</summary>
    public Task<CommandResult> RunAsync(string line, CommandEnvironment? environment = null)
    {
        string[] words = [.. line.Split(' ')
            .Select(word => word.Replace("{world}", World.Folder, StringComparison.Ordinal)
                .Replace("{note}", Note, StringComparison.Ordinal)
                .Replace("{item}", Item, StringComparison.Ordinal))];
        return Commands.RunAsync([.. words[1..], "--home", Home(words[0])], environment ?? CommandEnvironment.Bare);
    }
}
