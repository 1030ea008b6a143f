using System.Globalization;
using Exchange.Client;
using Exchange.Client.Home;
using Exchange.Client.Joining;
using Exchange.Client.Keys;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Dsse;
using Exchange.Hostile.Clients;
using Exchange.Testing;

namespace Exchange.Hostile.Walks;

/// <summary>
/// Everybody who walks, each with their devices: readers of both parties in and out of audiences, approvers of both, one who is both, a
/// sender of each party, compliance of each, the administrators, and guests who come and go.
/// </summary>
internal sealed class WalkPeople
{
    public const string Both = "gina";
    public const string LabCompliance = "lena";

    /// <summary>Of the lab, and of the institute; the latter is a reader too.</summary>
    public static readonly string[] Senders = ["alice", "frank"];

    public static readonly PartyName Lab = PartyName.Parse("lab");
    public static readonly PartyName Institute = PartyName.Parse("institute");
    public static readonly Handle Team = Handle.Parse("red");

    private readonly AttackedServer server;
    private readonly TimeProvider clock;
    private readonly List<(string Name, List<WalkDevice> Devices)> members = [];
    private readonly HashSet<Participant> informed = [];
    private int homes;

    private WalkPeople(AttackedServer server, TimeProvider clock) => (this.server, this.clock) = (server, clock);

    /// <summary>Those who are members now, in the order in which they came.</summary>
    public IReadOnlyList<string> Names => [.. members.Select(member => member.Name)];

    /// <summary>Those who came during the walks.</summary>
    public List<string> Guests { get; } = [];

    /// <summary>Those who have other devices than when they came.</summary>
    public List<string> Renewed { get; } = [];

    /// <summary>Devices that the directory knows no more: of members who were revoked, and those whose place another has taken.</summary>
    public List<WalkDevice> Gone { get; } = [];

    /// <summary>Somebody on the newest of their devices.</summary>
    public Participant this[string name] => NewestOf(name).Participant;

    public static async Task<WalkPeople> GatherAsync(AttackedServer server, TimeProvider clock)
    {
        WalkPeople people = new(server, clock);
        foreach (string name in (string[])["alice", "dana", "bob", "erin", "carol", "mallory"])
        {
            people.members.Add((name, [await people.OpenAsync(name)]));
        }

        await people.EnrolAsync("frank", Institute, [Role.Reader, Role.Submitter], [Team]);
        await people.EnrolAsync(Both, Institute, [Role.Reader, Role.Approver], []);
        await people.EnrolAsync("rob", Lab, [Role.Reader], [Team]);
        await people.EnrolAsync(LabCompliance, Lab, [Role.Compliance], []);
        return people;
    }

    public MemberId IdOf(string name) => this[name].Self.Id;

    public WalkDevice NewestOf(string name) => DevicesOf(name)[^1];

    public WalkDevice DeviceOf(string name, Draws draws) => draws.Of([.. DevicesOf(name)]);

    /// <summary>Replays the directory, for one who must know how it is now; others go on with it as it was.</summary>
    public async Task InformAsync(Participant participant)
    {
        if (informed.Add(participant))
        {
            await participant.RefreshAsync(AttackedServer.Cancel);
        }
    }

    /// <summary>A new member.</summary>
    public async Task EnrolAsync(string name, PartyName party, Role[] roles, Handle[] teams)
    {
        string home = await SignInAsync(new MemberName(party, Handle.Parse(name)), Handle.Parse("laptop"), roles, teams, previous: null);
        members.Add((name, [await OpenAsync(home)]));
    }

    /// <summary>A further device of a member, or one in the place of another, which is gone then.</summary>
    public async Task RenewAsync(string name, WalkDevice? instead)
    {
        Member self = this[name].Self;
        Handle device = instead?.Participant.Device.Name ?? Handle.Parse(string.Create(CultureInfo.InvariantCulture, $"phone-{homes}"));
        string home = await SignInAsync(self.Name, device, [.. self.Roles], [.. self.Teams], self);
        List<WalkDevice> devices = DevicesOf(name);
        if (instead is not null)
        {
            devices.Remove(instead);
            Gone.Add(instead);
        }

        devices.Add(await OpenAsync(home));
        Renewed.Add(name);
        await InformAsync(name);
    }

    public async Task ChangeAsync(string name, Role[] roles, Handle[] teams)
    {
        Participant admin = AdministratorOf(this[name].Self.Name.Party);
        await AppendAsync(admin, Memberships.Change(admin.Agreement.Id, this[name].Self, roles, teams, admin.Keys.Signer));
        await InformAsync(name);
    }

    public async Task RevokeAsync(string name)
    {
        Participant admin = AdministratorOf(this[name].Self.Name.Party);
        await AppendAsync(admin, Memberships.Revoke(admin.Agreement.Id, this[name].Self, RevocationReason.Left, admin.Keys.Signer));
        Gone.AddRange(DevicesOf(name));
        members.RemoveAll(member => member.Name == name);
        Guests.Remove(name);
        Renewed.RemoveAll(renewed => renewed == name);
    }

    private List<WalkDevice> DevicesOf(string name) => members.Single(member => member.Name == name).Devices;

    private Participant AdministratorOf(PartyName party) => this[party == Lab ? "dana" : "erin"];

    private async Task<WalkDevice> OpenAsync(string home) => new(await server.OpenAsync(home, clock), server.ChannelOf(home));

    // New keys in a home of their own, under a membership that the party's administrator signs.
    private async Task<string> SignInAsync(MemberName name, Handle device, Role[] roles, Handle[] teams, Member? previous)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"walker-{homes++}");
        Participant admin = AdministratorOf(name.Party);
        AgreementHome home = ClientHome.Open(Path.Combine(server.Folder, folder))
            .Create(
                "agreement",
                DsseEnvelope.Parse(await File.ReadAllBytesAsync(admin.Home.AgreementFile, AttackedServer.Cancel)),
                server.Server);
        using DeviceKeys keys = DeviceKeys.Generate();
        KeyFile.WriteDevice(home.Folder, keys, []);
        DsseEnvelope request = JoinRequests.Create(admin.Agreement.Id, name, device, roles, keys);
        await AppendAsync(admin, Memberships.Sign(JoinRequests.Verify(request), roles, teams, previous, admin.Keys.Signer));
        return folder;
    }

    private async Task AppendAsync(Participant admin, DsseEnvelope membership)
    {
        await admin.Server.Directory.AppendAsync(membership, AttackedServer.Cancel);
        informed.Clear();
    }

    // Whoever signs as somebody who they are no more is refused: that is not what walks are about.
    private async Task InformAsync(string name)
    {
        foreach (WalkDevice device in DevicesOf(name))
        {
            await InformAsync(device.Participant);
        }
    }
}
