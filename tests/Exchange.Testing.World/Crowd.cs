using Exchange.Client;
using Exchange.Client.Joining;
using Exchange.Client.Keys;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Dsse;

namespace Exchange.Testing.World;

/// <summary>
/// Many readers who never ask for anything, so they have keys in the directory and no home: enrolled by the real server, far faster
/// than by one command each.
/// </summary>
public static class Crowd
{
    /// <summary>Enrols readers of the institute by the names reader-1, reader-2 and so on.</summary>
    public static async Task EnrolAsync(TwoOrganisations world, int readers)
    {
        using Participant administrator = await world.OpenAsync("erin");
        foreach (int number in Enumerable.Range(1, readers))
        {
            using DeviceKeys keys = DeviceKeys.Generate();
            DsseEnvelope request = JoinRequests.Create(
                administrator.Agreement.Id, MemberName.Parse($"institute/reader-{number}"), Handle.Parse("laptop"), [Role.Reader], keys);
            DsseEnvelope membership =
                Memberships.Sign(JoinRequests.Verify(request), [Role.Reader], [], previous: null, administrator.Keys.Signer);
            await administrator.Server.Directory.AppendAsync(membership, TestContext.Current.CancellationToken);
        }
    }
}
