using Exchange.Client.Directory;
using Exchange.Client.Errors;
using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;

namespace Exchange.Client.Audit;

/// <summary>
/// Decides again whatever was decided about one item, from the signed policy, the directory of the time, the entry's own time and
/// the openings counted from the chain: permit or deny, with the very same failed conditions.
/// </summary>
internal sealed class DecisionCheck(RecordedItem recorded, Agreement agreement, DirectoryHistory history, AuditFindings findings)
{
    private readonly Dictionary<MemberId, int> byMember = [];
    private int total;

    /// <summary>How many decisions were made again.</summary>
    public int Decisions { get; private set; }

    /// <summary>Takes the item's events in the order of its chain.</summary>
    /// <param name="wholeChain">Whether no event is missing. Where some may be, the openings before are taken from the event itself.</param>
    public void Follow(RecordedEvent happened, bool wholeChain)
    {
        if (happened.Event.Event == EventCodes.LookupRefused)
        {
            RequireOutsider(happened);
        }

        if (happened.Event.Event is not (EventCodes.CardReleased or EventCodes.ContentReleased))
        {
            return;
        }

        if (happened.Event.Key is not { } key || key == SealedKey.Card != (happened.Event.Event == EventCodes.CardReleased)
            || history.At(happened.Event.Directory.Size)?.Find(happened.Event.Actor) is not { } reader)
        {
            findings.Add(VerificationFault.DecisionWrong, $"{happened.Where} names no key, or a reader that the directory did not know");
            return;
        }

        Decisions++;
        bool permitted = happened.Event.Outcome == EventOutcome.Permit;
        bool opening = permitted && key == SealedKey.Content && reader.Id != recorded.Item.Sender.Id;
        if (!wholeChain)
        {
            TakeCounts(happened.Event, reader.Id, opening);
        }

        // 1. The same reasons, none more and none less; and a permit only where there are none.
        string[] expected = [.. Expected(happened, reader, key).Order(StringComparer.Ordinal)];
        string[] stated = [.. happened.Event.Failed.Select(failed => failed.Code).Order(StringComparer.Ordinal)];
        findings.Require(
            expected.SequenceEqual(stated) && permitted == (expected.Length == 0),
            VerificationFault.DecisionWrong,
            $"{happened.Where} says {Said(permitted, stated)}, the policy says {Said(expected.Length == 0, expected)}");

        // 2. What was handed over is what was sealed to this member.
        RequireGrant(happened, reader, key, permitted);

        // 3. The openings, counted.
        Count(happened, reader.Id, opening);
    }

    private IEnumerable<string> Expected(RecordedEvent happened, Member reader, SealedKey key)
    {
        bool granted = recorded.Grants is null
            ? happened.Event.Failed.All(failed => failed.Code != ConditionName.Of(ConditionCode.NoGrant))
            : recorded.Grants.Any(grant => grant.Member == reader.Id && grant.Key == key && grant.Since < happened.Index);

        // The sender gets their own keys by the same door, without a policy.
        AccessState state = new((uint)total, (uint)byMember.GetValueOrDefault(reader.Id), Withdrawn: false);
        IEnumerable<FailedCondition> failed = reader.Id != recorded.Item.Sender.Id
            && PolicyEvaluator.Decide(recorded.Item.Policy, reader.ToReader(), key, happened.Event.Purpose, state, happened.Event.Time, agreement.PolicyTerms) is Decision.Deny denied
                ? denied.Failed
                : [];
        return (granted ? failed : [.. failed, FailedCondition.NoGrant]).Select(condition => ConditionName.Of(condition.Code));
    }

    // "No such item for you" is for those alone to whom the policy says nothing.
    private void RequireOutsider(RecordedEvent happened)
    {
        bool outside = history.At(happened.Event.Directory.Size)?.Find(happened.Event.Actor) is { } member
            && member.Id != recorded.Item.Sender.Id && !recorded.Item.Policy.Audience.Includes(member.ToReader());
        findings.Require(
            outside && happened.Event is { Outcome: EventOutcome.Deny, Grant: null }, VerificationFault.DecisionWrong, $"{happened.Where} hides the item from a member of its audience");
    }

    private void RequireGrant(RecordedEvent happened, Member reader, SealedKey key, bool permitted)
    {
        findings.Require(permitted == happened.Event.Grant is not null, VerificationFault.DecisionWrong, $"{happened.Where} hands over a grant without a permit, or none with one");
        findings.Require(
            happened.Event.Grant is not { } handed || recorded.Grants is null
                || recorded.Grants.Any(grant => grant.Member == reader.Id && grant.Key == key && grant.Sealed == handed && grant.Since < happened.Index),
            VerificationFault.DecisionWrong,
            $"{happened.Where} hands over a grant that was not sealed to this member");
    }

    private void Count(RecordedEvent happened, MemberId reader, bool opening)
    {
        if (opening)
        {
            total++;
            byMember[reader] = byMember.GetValueOrDefault(reader) + 1;
        }

        findings.Require(
            happened.Event.Openings is not { } counts || (counts.Total == total && counts.ByMember == byMember.GetValueOrDefault(reader)),
            VerificationFault.DecisionWrong,
            $"{happened.Where} counts {happened.Event.Openings?.Total} openings, its chain has {total}");
    }

    private void TakeCounts(AuditEvent happened, MemberId reader, bool opening)
    {
        if (happened.Openings is { } counts)
        {
            total = Math.Max(0, counts.Total - (opening ? 1 : 0));
            byMember[reader] = Math.Max(0, counts.ByMember - (opening ? 1 : 0));
        }
    }

    private static string Said(bool permit, string[] codes) => permit ? "permit" : codes.Length == 0 ? "deny without a reason" : $"deny ({string.Join(", ", codes)})";
}
