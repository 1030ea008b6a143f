using Exchange.Testing.World;

namespace Exchange.EndToEnd.CommandLines;

/// <summary>
/// Two organisations in which policies surprise: the institute has forty readers, the lab one, and its only approver is alex, who
/// submits. Sam submits for the institute, while the lab runs the server.
/// </summary>
public sealed class SurprisingWorld : IAsyncLifetime
{
    private TwoOrganisations? world;

    public TwoOrganisations World => world ?? throw new InvalidOperationException("not started");

    public async ValueTask InitializeAsync()
    {
        world = await TwoOrganisations.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(World.Folder, "note.txt"), "a short note", TestContext.Current.CancellationToken);

        // Bob is the fortieth.
        await Crowd.EnrolAsync(World, readers: 39);
        await World.EnrolAsync("sam", "institute/sam", "submitter");
        await World.EnrolAsync("ray", "lab/ray", "reader");
        await World.EnrolAsync("alex", "lab/alex", "submitter", "approver");
        (await World.AsAsync("alex", "member", "revoke", "lab/dana", "--root", Path.Combine(World.Folder, "roots", "lab"))).Expect(0);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    /// <summary>What <c>submit --dry-run</c> says to a sender.</summary>
    public async Task<CommandResult> PreviewAsync(string sender, params string[] flags) =>
        (await World.AsAsync(sender, ["submit", Path.Combine(World.Folder, "note.txt"), "--dry-run", .. flags])).Expect(0);
}
