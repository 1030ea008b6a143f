using Exchange.Client.Directory;
using Exchange.Client.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Record;

/// <summary>Checks grants against the rule of who may grant to whom, and applies them to the replay.</summary>
internal static class GrantCheck
{
    /// <param name="replay">Whole: everything that came before is known.</param>
    public static void Check(
        RecordedEvent happened,
        IReadOnlyList<RecordedGrant> grants,
        ItemReplay replay,
        DirectoryHistory history,
        AuditFindings findings)
    {
        if (history.At(happened.Said.Directory.Size) is not { } then)
        {
            return;
        }

        MemberId sender = replay.Item.Sender.Id;
        findings.Require(
            replay.MayGrant(happened.Said.Actor, then),
            VerificationFault.DecisionWrong,
            $"{happened.Where} is by a member whom the policy does not let grant");
        bool bySender = happened.Said.Actor == sender;
        foreach (RecordedGrant grant in grants)
        {
            if (then.Find(grant.Member) is not { } member
                || member.Statement != grant.Membership
                || !GrantRule.Allows(replay.Policy, sender, member, grant.Key, then))
            {
                findings.Add(
                    VerificationFault.DecisionWrong,
                    $"{happened.Where} grants the item to a member to whom the policy does not let it go, or to keys that held no more");
            }
            else if (!bySender && !GrantRule.ReaderMayGive(sender, member, MembershipsOf(replay, grant), then))
            {
                findings.Add(
                    VerificationFault.DecisionWrong,
                    $"{happened.Where} is by a reader, and grants the item to its sender or to somebody who has its keys");
            }
            else if (grant.Key == SealedKey.Content && GrantRule.Reach(replay.Policy, sender, member, then) != OnwardSharing.None)
            {
                // Sharing onward is an act of its own.
                findings.Require(
                    happened.Said.Code == EventCodes.GrantAdded,
                    VerificationFault.DecisionWrong,
                    $"{happened.Where} grants the item beyond its audience");
                replay.ApplyOnward(member.Id);
            }
        }

        replay.Apply(grants);
    }

    private static IEnumerable<Sha256Digest> MembershipsOf(ItemReplay replay, RecordedGrant grant) =>
        (replay.Grants ?? [])
            .Where(before => before.Member == grant.Member && before.Key == grant.Key)
            .Select(before => before.Membership);
}
