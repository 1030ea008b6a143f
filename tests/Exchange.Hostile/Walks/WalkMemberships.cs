using System.Globalization;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Testing;

namespace Exchange.Hostile.Walks;

/// <summary>
/// What administrators do meanwhile: roles and teams come and go, guests join and are revoked, devices are added and replaced.
/// </summary>
internal sealed class WalkMemberships(Draws draws, WalkPeople people)
{
    private const int MostGuests = 3;
    private const int MostDevices = 3;

    private int guests;

    /// <summary>Gina's roles and teams.</summary>
    public Task ChangeAsync() => people.ChangeAsync(
        WalkPeople.Both,
        draws.Of<Role[]>([Role.Reader, Role.Approver], [Role.Reader], [Role.Approver], [Role.Reader, Role.Approver, Role.Compliance]),
        draws.OneIn(2) ? [WalkPeople.Team] : []);

    /// <summary>A guest of either party; where there are enough, one of them is revoked.</summary>
    public (string Name, Func<Task> Act) ComeOrGo() => people.Guests.Count >= MostGuests || (people.Guests.Count > 0 && draws.OneIn(3))
        ? ("revoke", () => people.RevokeAsync(draws.Of([.. people.Guests])))
        : ("enrol", EnrolAsync);

    /// <summary>One of those who move between devices, of the audience where one is.</summary>
    public string Somebody(MemberId sender, Audience audience)
    {
        string[] readers = [.. Movable.Where(name => people.IdOf(name) != sender && audience.Includes(people[name].Self.ToReader()))];
        return draws.Of(readers.Length > 0 && !draws.OneIn(4) ? readers : Movable);
    }

    public Task AddDeviceAsync()
    {
        string name = draws.Of(Movable);
        return people.RenewAsync(name, people[name].Self.Devices.Length < MostDevices ? null : people.DeviceOf(name, draws));
    }

    private async Task EnrolAsync()
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"guest-{guests++}");
        PartyName party = draws.Of(WalkPeople.Lab, WalkPeople.Institute);
        await people.EnrolAsync(
            name,
            party,
            draws.Of<Role[]>([Role.Reader], [Role.Reader, Role.Approver], [Role.Approver]),
            draws.OneIn(2) ? [WalkPeople.Team] : []);
        people.Guests.Add(name);
    }

    private string[] Movable => ["bob", "rob", "frank", WalkPeople.Both, .. people.Guests];
}
