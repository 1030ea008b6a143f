using Exchange.Client.Directory;
using Exchange.Client.Errors;
using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Record;

/// <summary>
/// Makes every decision about one item again, from the policy in force and the state at that event, the directory of the time and
/// the entry's own time: permit or deny, with exactly the same failed conditions, on exactly the same approvals.
/// </summary>
/// <param name="viewer">Who audits: they are shown all their own openings. Null where the whole chain is seen.</param>
internal sealed class DecisionCheck(
    ItemReplay replay, Agreement agreement, DirectoryHistory history, AuditFindings findings, MemberId? viewer = null)
{
    /// <summary>How many decisions were made again.</summary>
    public int Decisions { get; private set; }

    /// <summary>Takes the item's events in the order of its chain, each after what was signed before it.</summary>
    /// <param name="asking">
    /// The device that signed for a release; null where that was not read: then the event itself is trusted on whether a grant was
    /// sealed to it.
    /// </param>
    public void Check(RecordedEvent happened, Device? asking)
    {
        if (happened.Said.Code == EventCodes.LookupRefused && replay.IsWhole)
        {
            RequireOutsider(happened);
        }

        if (happened.Said.Code is not (EventCodes.CardReleased or EventCodes.ContentReleased))
        {
            return;
        }

        if (happened.Said.Key is not { } key || key == SealedKey.Card != (happened.Said.Code == EventCodes.CardReleased)
            || history.At(happened.Said.Directory.Size) is not { } then || then.Find(happened.Said.Actor) is not { } reader)
        {
            findings.Add(VerificationFault.DecisionWrong, $"{happened.Where} names no key, or a reader that the directory did not know");
            return;
        }

        // Where a policy was put in force without this auditor being told, there is nothing to decide by.
        if (replay.PolicyOf(happened.Said.Policy) is not { } policy)
        {
            findings.Require(
                !replay.IsWhole,
                VerificationFault.PolicyMismatch,
                $"{happened.Where} names a policy that nobody put in force");
            return;
        }

        Decisions++;
        bool permitted = happened.Said.Outcome == EventOutcome.Permit;
        bool opening = permitted && key == SealedKey.Content && reader.Id != replay.Item.Sender.Id;
        if (!replay.IsWhole)
        {
            TakeCounts(happened.Said, reader.Id, opening);
        }

        // 1. The same reasons, no more and no fewer; and a permit only where there are none.
        Decision decision = Decide(happened, policy, reader, key, then);
        IReadOnlyList<RecordedGrant>? grants = GrantsTo(happened, reader.Id, key, asking, then);
        HiddenConditions? hidden = replay.IsWhole
            ? null
            : HiddenConditions.For(policy, reader.ToReader(), countsOpenings: happened.Said.Openings is not null);
        RequireSame(happened, decision, IsGranted(happened, grants), permitted, hidden);

        // 2. What was handed over is what was sealed to this device of the member.
        RequireGrant(happened, policy, grants, permitted);

        // 3. The openings, counted, and the approvals, used.
        Count(happened, reader.Id, opening);
    }

    // The sender gets their own keys by the same door, without a policy.
    private Decision Decide(RecordedEvent happened, AccessPolicy policy, Member reader, SealedKey key, DirectoryState then) =>
        reader.Id == replay.Item.Sender.Id
            ? new Decision.Permit()
            : PolicyEvaluator.Decide(
                policy,
                reader.ToReader(),
                key,
                happened.Said.Purpose,
                replay.Facts.StateOf(reader.Id, then),
                happened.Said.Time,
                agreement.PolicyTerms);

    private void RequireSame(RecordedEvent happened, Decision decision, bool granted, bool permitted, HiddenConditions? hidden)
    {
        IEnumerable<FailedCondition> failed = decision is Decision.Deny denied ? denied.Failed : [];
        FailedCondition[] expected = [.. (granted ? failed : FailedCondition.AndNoGrant(failed)).Where(Counts)];
        FailedCondition[] stated = [.. happened.Said.Failed.Where(Counts)];
        findings.Require(
            Codes(expected).SequenceEqual(Codes(stated)) && permitted == (happened.Said.Failed.Count == 0),
            VerificationFault.DecisionWrong,
            $"{happened.Where} says {Said(permitted, Codes(stated))}, the policy says {Said(expected.Length == 0, Codes(expected))}");

        // Nor with other values than the evaluator's: the sentences that people read are made of them.
        findings.Require(
            !Codes(expected).SequenceEqual(Codes(stated)) || expected.SequenceEqual(stated),
            VerificationFault.DecisionWrong,
            $"{happened.Where} gives its reasons with different values from the policy's");

        IReadOnlyList<Sha256Digest> used = decision is Decision.Permit permit && permitted ? permit.Approvals : [];
        findings.Require(
            hidden is not null || used.SequenceEqual(happened.Said.Approvals ?? []),
            VerificationFault.DecisionWrong,
            $"{happened.Where} rests on different approvals from those that were given");

        bool Counts(FailedCondition condition) => hidden?.Covers(condition.Code) != true;
    }

    // Null where the auditor cannot tell.
    private IReadOnlyList<RecordedGrant>? GrantsTo(
        RecordedEvent happened, MemberId reader, SealedKey key, Device? asking, DirectoryState then) => asking is null
        ? null
        : replay.Grants?.Where(grant =>
            grant.Member == reader && grant.Key == key && grant.Since < happened.Index
            && GrantRule.Opens(grant.Membership, reader, [asking], then)).ToArray();

    private static bool IsGranted(RecordedEvent happened, IReadOnlyList<RecordedGrant>? grants) =>
        grants is { } known ? known.Count > 0 : happened.Said.Failed.All(failed => failed.Code != ConditionCode.NoGrant);

    // "No such item for you" is only for those whom the policy does not concern.
    private void RequireOutsider(RecordedEvent happened)
    {
        if (history.At(happened.Said.Directory.Size) is not { } then || then.Find(happened.Said.Actor) is not { } member)
        {
            findings.Add(VerificationFault.DecisionWrong, $"{happened.Where} is about a member that the directory did not know");
            return;
        }

        AccessState state = replay.Facts.StateOf(member.Id, then);
        bool outside = member.Id != replay.Item.Sender.Id
            && !replay.Policy.Admits(member.ToReader(), state.GrantedOnward)
            && replay.Policy.RuleFor(member.ToReader()) is null;
        findings.Require(
            outside && happened.Said is { Outcome: EventOutcome.Deny, Grant: null },
            VerificationFault.DecisionWrong,
            $"{happened.Where} hides the item from a member of its audience");

        // Asking for it by its id is asking for the card.
        Decision decision = PolicyEvaluator.Decide(
            replay.Policy,
            member.ToReader(),
            happened.Said.Key ?? SealedKey.Card,
            happened.Said.Purpose,
            state,
            happened.Said.Time,
            agreement.PolicyTerms);
        RequireSame(happened, decision, granted: true, permitted: false, hidden: null);
    }

    private void RequireGrant(RecordedEvent happened, AccessPolicy policy, IReadOnlyList<RecordedGrant>? grants, bool permitted)
    {
        findings.Require(
            permitted == happened.Said.Grant is not null,
            VerificationFault.DecisionWrong,
            $"{happened.Where} releases a grant without a permit, or none with one");
        findings.Require(
            happened.Said.Grant is not { } handed || grants is null || GrantRule.Chosen(policy, grants)?.Sealed == handed,
            VerificationFault.DecisionWrong,
            $"{happened.Where} releases a different grant from the one for the device that asked");
    }

    private void Count(RecordedEvent happened, MemberId reader, bool opening)
    {
        if (opening)
        {
            replay.ApplyOpening(reader, happened.Said.Approvals ?? []);
        }

        findings.Require(
            happened.Said.Openings is not { } counts
            || (counts.Total == replay.Openings && counts.ByMember == replay.OpeningsBy(reader)),
            VerificationFault.DecisionWrong,
            $"{happened.Where} counts {happened.Said.Openings?.Total} openings, its chain has {replay.Openings}");
    }

    private void TakeCounts(AuditEvent happened, MemberId reader, bool opening)
    {
        if (happened.Openings is { } counts)
        {
            int counted = opening ? 1 : 0;
            uint byReader = reader == viewer ? replay.OpeningsBy(reader) : (uint)Math.Max(0, counts.ByMember - counted);
            replay.SetOpenings(reader, (uint)Math.Max(0, counts.Total - counted), byReader);
        }
    }

    private static string[] Codes(IEnumerable<FailedCondition> conditions) =>
        [.. conditions.Select(condition => ConditionName.Of(condition.Code))];

    private static string Said(bool permit, string[] codes) =>
        permit ? "permit" : codes.Length == 0 ? "deny without a reason" : $"deny ({string.Join(", ", codes)})";
}
