using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Ids;

namespace Exchange.Client.Tests.Home;

public sealed class ClientHomeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Parties parties = new();

    public void Dispose()
    {
        folder.Dispose();
        parties.Dispose();
    }

    [Fact]
    public void The_only_agreement_is_the_default_and_two_must_be_named()
    {
        ClientHome home = ClientHome.Open(folder.Join("home"));
        Assert.Equal(ExitCode.Usage, Assert.Throws<ClientException>(() => home.Pick(null)).Exit);

        home.Create("uk", parties.Signed, "127.0.0.1:7443");
        Assert.Equal("uk", home.Pick(null).Name);

        home.Create("us", parties.Signed, "example.org:1");
        Assert.Contains("uk, us", Assert.Throws<ClientException>(() => home.Pick(null)).Why, StringComparison.Ordinal);
        Assert.Equal("us", home.Pick("us").Name);
        Assert.Equal(ExitCode.Usage, Assert.Throws<ClientException>(() => home.Pick("fr")).Exit);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../up")]
    [InlineData("Big")]
    public void A_name_that_is_no_name_is_refused(string name) =>
        Assert.Equal(
            ExitCode.Usage,
            Assert.Throws<ClientException>(() => ClientHome.Open(folder.Path).Create(name, parties.Signed, "h:1")).Exit);

    [Fact]
    public void A_pinned_agreement_is_never_replaced()
    {
        ClientHome home = ClientHome.Open(folder.Path);
        home.Create("uk", parties.Signed, "h:1");
        using Parties others = new();
        Assert.Throws<ClientException>(() => home.Create("uk", others.Signed, "h:1"));
        Assert.Equal(parties.Agreement.Digest, home.Pick("uk").ReadAgreement().Digest);
    }

    [Fact]
    public void An_agreement_that_was_altered_on_disk_is_noticed()
    {
        AgreementHome home = ClientHome.Open(folder.Path).Create("uk", parties.Signed, "h:1");
        byte[] other = (parties.Draft with { FreshnessSeconds = 1 }).ToEnvelope().Payload.ToArray();
        File.WriteAllBytes(home.AgreementFile, (parties.Signed with { Payload = other }).Encode());
        Assert.Equal(VerificationFault.AgreementWrong, Assert.Throws<VerificationException>(home.ReadAgreement).Fault);
    }

    [Fact]
    public void Server_and_member_are_kept()
    {
        AgreementHome home = ClientHome.Open(folder.Path).Create("uk", parties.Signed, "[::1]:7443");
        MemberId id = MemberId.New();
        Assert.Null(home.ReadMember());
        home.SetMember(id);
        Assert.Equal(id, AgreementHome.Load(home.Folder).ReadMember());
        Assert.Equal("[::1]:7443", home.ReadServer());
        Assert.Equal(ExitCode.Usage, Assert.Throws<ClientException>(() => home.SetServer("a b")).Exit);
        Assert.Equal(ExitCode.Usage, Assert.Throws<ClientException>(() => home.SetServer("host/path")).Exit);
    }

    [Fact]
    public void Only_its_owner_may_enter_a_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: no file modes");
        AgreementHome home = ClientHome.Open(folder.Join("home")).Create("uk", parties.Signed, "h:1");
        UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        foreach (string made in (string[])[folder.Join("home"), home.Folder, home.MemoryFolder, home.GrantsFolder, home.SpoolFolder])
        {
            Assert.Equal(owner, new DirectoryInfo(made).UnixFileMode);
        }
    }

    [Fact]
    public void What_a_killed_writing_left_beside_a_file_goes_and_one_under_way_stays()
    {
        AgreementHome home = ClientHome.Open(folder.Path).Create("uk", parties.Signed, "h:1");
        string abandoned = Path.Combine(home.MemoryFolder, "checkpoint-audit.abc.new");
        string underWay = Path.Combine(home.ReceiptsFolder, "audit-3.tlog-proof.abc.new");
        File.WriteAllText(abandoned, "half");
        File.WriteAllText(underWay, "half");
        DateTimeOffset now = File.GetLastWriteTimeUtc(underWay);
        File.SetLastWriteTimeUtc(abandoned, (now - TimeSpan.FromHours(2)).UtcDateTime);

        home.RemoveUnfinished(now);

        Assert.False(File.Exists(abandoned));
        Assert.True(File.Exists(underWay));
    }
}
