using System.Text.Json;
using Exchange.Testing.World;

namespace Exchange.EndToEnd.Documents;

/// <summary>Two organisations with what the examples name: a red team of the institute, and a file of terms.</summary>
public sealed class RedTeamWorld : IAsyncLifetime
{
    private TwoOrganisations? world;

    public TwoOrganisations World => world ?? throw new InvalidOperationException("not started");

    public string Terms => In("terms.txt");

    public async ValueTask InitializeAsync()
    {
        world = await TwoOrganisations.StartAsync();
        await File.WriteAllTextAsync(In("note.txt"), "a short note", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Terms, "Not to be quoted.", TestContext.Current.CancellationToken);
        (await World.AsAsync(
            "rita", "join", In("agreement.json"), "--as", "institute/rita", "--role", "reader", "--server", World.Address,
            "--no-passphrase", "-o", In("rita.request")))
            .Expect(0);
        (await World.AsAsync("erin", "member", "enrol", In("rita.request"), "--team", "red-team")).Expect(0);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    /// <summary>What <c>submit --dry-run</c> says of a policy file and flags.</summary>
    public async Task<JsonElement> PreviewAsync(string policy, params string[] flags)
    {
        string file = In($"{Guid.NewGuid():n}.yaml");
        await File.WriteAllTextAsync(file, policy, TestContext.Current.CancellationToken);
        return (await World.AsAsync("alice", ["submit", In("note.txt"), "--dry-run", "--json", "--policy", file, .. flags]))
            .Expect(0).Json;
    }

    private string In(string name) => Path.Combine(World.Folder, name);
}
