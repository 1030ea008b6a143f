using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Items;

/// <summary>To whom a policy lets keys of an item go. Server, client and auditor ask the same.</summary>
public static class GrantRule
{
    /// <summary>
    /// Whether that key may be sealed to the member: the sender has both; the audience and those with whom it may be shared onward have
    /// both; approvers have the card's.
    /// </summary>
    public static bool Allows(AccessPolicy policy, MemberId sender, Member member, SealedKey key, DirectoryState directory) =>
        member.Active
        && (member.Id == sender
            || policy.Audience.Includes(member.ToReader())
            || (key == SealedKey.Card && policy.RuleFor(member.ToReader()) is not null)
            || (member.Has(Role.Reader)
                && Reach(policy, sender, member, directory) is not OnwardSharing.None and var reach
                && reach <= policy.OnwardSharing));

    /// <summary>
    /// How far beyond the audience a grant to that member goes; none for the sender, the audience and an approver
    /// who is shown the card alone.
    /// </summary>
    public static OnwardSharing Reach(AccessPolicy policy, MemberId sender, Member member, DirectoryState directory) =>
        member.Id == sender || policy.Audience.Includes(member.ToReader())
            ? OnwardSharing.None
            : ItemParties.ReachOf(policy, member, directory);

    /// <summary>
    /// How far an earlier grant from outside the audience goes now: under the policy in force, whatever held when it was made. So
    /// taking a party out of the audience ends what was shared onward within it.
    /// </summary>
    public static OnwardSharing ReachNow(AccessPolicy policy, Member? member, bool grantedOnward, DirectoryState directory) =>
        grantedOnward && member is not null && policy.OnwardSharing != OnwardSharing.None
            ? ItemParties.ReachOf(policy, member, directory)
            : OnwardSharing.None;

    /// <summary>
    /// Whether a reader may give a member a key, who is not the sender: only where no device of the member has one, since nobody but
    /// the recipient can see what is sealed in a grant.
    /// </summary>
    /// <param name="memberships">The memberships to whose devices that key has been granted.</param>
    public static bool ReaderMayGive(MemberId sender, Member member, IEnumerable<Sha256Digest> memberships, DirectoryState directory) =>
        member.Id != sender && !memberships.Any(membership => Opens(membership, member.Id, member.Devices, directory));

    /// <summary>
    /// Which of several grants of a key is handed over: the newest, so that a sender can put right what went wrong; but the oldest under
    /// a policy that is not revocable, so that none that comes later takes its place.
    /// </summary>
    /// <param name="opening">Those that open on the device that asks, oldest first.</param>
    public static T? Chosen<T>(AccessPolicy policy, IEnumerable<T> opening)
        where T : class => policy.Revocable ? opening.LastOrDefault() : opening.FirstOrDefault();

    /// <summary>Whether a key that was sealed to the devices of that membership can be opened on one of these.</summary>
    /// <param name="membership">The membership statement that the grant names.</param>
    public static bool Opens(Sha256Digest membership, MemberId member, IEnumerable<Device> on, DirectoryState directory) =>
        directory.AsOf(membership) is { } then
        && then.Id == member
        && on.Any(device => then.Devices.Any(known => known.Recipient.Equals(device.Recipient)));
}
