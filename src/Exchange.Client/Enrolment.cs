using Exchange.Client.Directory;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Keys;
using Exchange.Contract.Directory;

namespace Exchange.Client;

/// <summary>The directory, and who these keys are in it.</summary>
internal sealed record Enrolment(DirectoryHistory History, Member Member, Device Device)
{
    /// <summary>Replays the directory and finds the keys' member.</summary>
    /// <exception cref="ClientException">Not or no longer enrolled, the server unreachable, or a check failed.</exception>
    public static async Task<Enrolment> FindAsync(
        AgreementHome home, DeviceKeys keys, DirectoryFollower follower, CancellationToken cancellationToken)
    {
        DirectoryHistory history = await FollowAsync(home, follower, cancellationToken);
        if (history.Latest.FindByTlsPin(keys.TlsPublicKey.Pin) is not { } found)
        {
            throw NotEnrolled(home, null);
        }

        if (found.Device.Signer != keys.Signer.PublicKey || !found.Device.Recipient.Equals(keys.Identity.Recipient))
        {
            throw new VerificationException(
                VerificationFault.MemberNotChained, $"{found.Member.Name} was not enrolled with the keys that this device has");
        }

        if (home.ReadMember() != found.Member.Id)
        {
            home.SetMember(found.Member.Id);
        }

        return new Enrolment(history, found.Member, found.Device);
    }

    private static async Task<DirectoryHistory> FollowAsync(
        AgreementHome home, DirectoryFollower follower, CancellationToken cancellationToken)
    {
        try
        {
            return await follower.FollowAsync(cancellationToken);
        }
        catch (ClientException denied) when (denied.Exit == ExitCode.Denied)
        {
            // The server lets only members read the directory.
            throw NotEnrolled(home, denied);
        }
    }

    private static ClientException NotEnrolled(AgreementHome home, ClientException? inner) => home.ReadMember() is null
        ? new ClientException(
            ExitCode.Denied, "You are not a member yet.", "No membership statement names the keys of this device.",
            "Give your join request to your party's administrator, who enrols you with: exchange member enrol", inner)
        : new ClientException(
            ExitCode.Denied, "Your membership has ended.", "It was revoked, or renewed with keys that this device does not have.",
            "Ask your party's administrator.", inner);
}
