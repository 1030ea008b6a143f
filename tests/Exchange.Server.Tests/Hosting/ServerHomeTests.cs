using Exchange.Formats.Primitives;
using Exchange.Server.Hosting;
using Exchange.Server.Tests.World;

namespace Exchange.Server.Tests.Hosting;

public sealed class ServerHomeTests : IDisposable
{
    private readonly string folder = Path.Combine(System.IO.Directory.CreateTempSubdirectory("exchange-").FullName, "server");
    private readonly TestAgreement draft = new();

    [Fact]
    public void A_home_loads_with_the_keys_that_the_agreement_names()
    {
        ServerKeys keys = Create();
        ServerHome.CreateLogs(folder, HostWorld.Sign(draft, keys), []);

        using ServerHome home = ServerHome.Load(folder);
        Assert.True(keys.AreOf(home.Agreement));
        Assert.Equal(keys, ServerKeys.Parse(File.ReadAllBytes(home.Folders.PublicKeys)));
    }

    [Fact]
    public void Keys_and_logs_are_never_made_twice()
    {
        ServerKeys keys = Create();
        Assert.Throws<ServerHomeException>(Create);
        ServerHome.CreateLogs(folder, HostWorld.Sign(draft, keys), []);
        Assert.Throws<ServerHomeException>(() => ServerHome.CreateLogs(folder, HostWorld.Sign(draft, keys), []));
    }

    [Fact]
    public void An_agreement_that_names_other_keys_is_refused()
    {
        Create();

        ServerHomeException refused =
            Assert.Throws<ServerHomeException>(() => ServerHome.CreateLogs(folder, draft.Verified.Envelope.Dsse, []));
        Assert.Contains("different keys", refused.Why, StringComparison.Ordinal);
        Assert.Throws<ServerHomeException>(() => ServerHome.Load(folder));
    }

    [Fact]
    public void Loading_makes_nothing()
    {
        Assert.Throws<ServerHomeException>(() => ServerHome.Load(folder));
        Assert.False(System.IO.Directory.Exists(folder));
        Create();
        Assert.Throws<ServerHomeException>(() => ServerHome.Load(folder));
    }

    [Fact]
    public void A_membership_that_does_not_count_makes_no_logs()
    {
        ServerKeys keys = Create();
        using TestMember forged = TestMember.Enrol(draft.Id, draft.LabRoot, "institute/forged", Contract.Members.Role.Reader);

        Assert.Throws<ServerHomeException>(() => ServerHome.CreateLogs(folder, HostWorld.Sign(draft, keys), [forged.Membership]));
        Assert.False(File.Exists(new ServerFolders(folder).Agreement));
        ServerHome.CreateLogs(folder, HostWorld.Sign(draft, keys), []);
    }

    [Fact]
    public void Only_the_owner_may_read_secret_keys()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("skipped: no Unix file modes");
            return;
        }

        Create();

        string[] secret = System.IO.Directory.GetFiles(Path.Combine(folder, "keys"));
        Assert.Equal(3, secret.Length);
        foreach (string file in secret)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void Public_keys_have_one_spelling()
    {
        byte[] spelled = Create().Encode();

        Assert.Throws<MalformedException>(() => ServerKeys.Parse(spelled.AsMemory(0, spelled.Length - 1)));
        Assert.Throws<MalformedException>(() => ServerKeys.Parse("{}"u8.ToArray()));
        Assert.Throws<MalformedException>(() => ServerKeys.Parse("[]"u8.ToArray()));
    }

    public void Dispose()
    {
        draft.Dispose();
        System.IO.Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    private ServerKeys Create() => ServerHome.CreateKeys(folder, "lab.example/exchange/directory", "lab.example/exchange/audit");
}
