using Exchange.Client.Directory;
using Exchange.Client.Errors;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Audit;

/// <summary>Holds grants against the rule of who may grant to whom, and lets onward sharing count from there on.</summary>
internal static class GrantCheck
{
    /// <param name="recorded">Whole: everything that came before is known.</param>
    public static void Follow(
        RecordedEvent happened,
        IReadOnlyList<RecordedGrant> grants,
        RecordedItem recorded,
        DirectoryHistory history,
        AuditFindings findings)
    {
        if (history.At(happened.Event.Directory.Size) is not { } then)
        {
            return;
        }

        ItemTimeline timeline = recorded.Timeline;
        MemberId sender = recorded.Item.Sender.Id;
        findings.Require(
            MayGrant(timeline, sender, happened.Event.Actor, then),
            VerificationFault.DecisionWrong,
            $"{happened.Where} is by a member whom the policy does not let grant");
        bool bySender = happened.Event.Actor == sender;
        foreach (RecordedGrant grant in grants)
        {
            if (then.Find(grant.Member) is not { } member
                || member.Statement != grant.Membership
                || !GrantRule.Allows(timeline.Policy, sender, member, grant.Key, then))
            {
                findings.Add(
                    VerificationFault.DecisionWrong,
                    $"{happened.Where} grants the item to a member to whom the policy does not let it go, or to keys that held no more");
            }
            else if (!bySender && !GrantRule.ReaderMayGive(sender, member, MembershipsOf(recorded, grant), then))
            {
                findings.Add(
                    VerificationFault.DecisionWrong,
                    $"{happened.Where} is by a reader, and grants the item to its sender or to somebody who has its keys");
            }
            else if (grant.Key == SealedKey.Content && GrantRule.Reach(timeline.Policy, sender, member, then) != OnwardSharing.None)
            {
                // Sharing onward is an act of its own.
                findings.Require(
                    happened.Event.Event == EventCodes.GrantAdded,
                    VerificationFault.DecisionWrong,
                    $"{happened.Where} grants the item beyond its audience");
                timeline.GrantOnward(member.Id);
            }
        }
    }

    private static IEnumerable<Sha256Digest> MembershipsOf(RecordedItem recorded, RecordedGrant grant) =>
        (recorded.Grants ?? [])
            .Where(before => before.Member == grant.Member && before.Key == grant.Key)
            .Select(before => before.Membership);

    private static bool MayGrant(ItemTimeline timeline, MemberId sender, MemberId grantor, DirectoryState then) => !timeline.Withdrawn
        && (grantor == sender
            ? then.Find(grantor) is { } member && member.Has(Role.Submitter)
            : timeline.Policy.Grantors == Grantors.Readers && timeline.IsReader(grantor, then) && timeline.OpeningsBy(grantor) > 0);
}
