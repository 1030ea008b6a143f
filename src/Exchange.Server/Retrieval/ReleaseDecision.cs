using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;
using Exchange.Server.Items;
using Exchange.Server.Storage;

namespace Exchange.Server.Retrieval;

/// <summary>What the door found, before it is logged.</summary>
/// <param name="Failed">Every failed condition; none where it permits.</param>
/// <param name="Grant">The one to release.</param>
/// <param name="Approvals">Those that a permit uses.</param>
/// <param name="Openings">As the event states them.</param>
internal sealed record ReleaseDecision(
    IReadOnlyList<FailedCondition> Failed, GrantRow? Grant, IReadOnlyList<Sha256Digest> Approvals, OpeningCounts? Openings)
{
    public bool Permits => Failed.Count == 0;

    /// <summary>Decides for a reader, by the policy and the state of this transaction.</summary>
    public static ReleaseDecision ForReader(
        LedgerTransaction transaction,
        StoredItem item,
        Member reader,
        Device device,
        ReleaseRequestPredicate asked)
    {
        // 1. The policy, at the time of the entry that is about to be written.
        AccessState state = StoredFacts.Of(item, transaction.Stored).StateOf(reader.Id, transaction.Directory);
        Decision decision = Decide(transaction, item, reader, asked, state);
        IReadOnlyList<FailedCondition> failed = decision is Decision.Deny denied ? denied.Failed : [];

        // 2. Whether there is anything to hand over, which the evaluator cannot know.
        GrantRow? grant = GrantFor(transaction, item, reader.Id, device, asked.Key);
        if (grant is null)
        {
            failed = FailedCondition.AndNoGrant(failed);
        }

        // 3. A permit of the contents counts itself. The card is no opening.
        bool permits = failed.Count == 0;
        int counted = permits ? 1 : 0;
        OpeningCounts? openings = asked.Key == SealedKey.Content
            ? new OpeningCounts(checked((int)state.OpeningsTotal + counted), checked((int)state.OpeningsByReader + counted))
            : null;
        IReadOnlyList<Sha256Digest> used = permits && decision is Decision.Permit permit ? permit.Approvals : [];
        return new ReleaseDecision(failed, permits ? grant : null, used, openings);
    }

    /// <summary>The sender's own keys: no policy and no opening, but a grant there must be.</summary>
    public static ReleaseDecision ForSender(LedgerTransaction transaction, StoredItem item, Device device, SealedKey key) =>
        GrantFor(transaction, item, item.Row.Sender, device, key) is { } grant
            ? new ReleaseDecision([], grant, [], Openings: null)
            : new ReleaseDecision([new FailedCondition.NoGrant()], Grant: null, [], Openings: null);

    /// <summary>
    /// Whether what was permitted before is over: withdrawn, narrowed, refused, expired, the agreement ended, role or audience lost.
    /// Openings do not count here, since the permit that is asked for again was itself one of them.
    /// </summary>
    public static bool HasEnded(LedgerTransaction transaction, StoredItem item, Member reader, ReleaseRequestPredicate asked)
    {
        AccessState state = StoredFacts.Of(item, transaction.Stored).StateOf(reader.Id, transaction.Directory);
        AccessState uncounted = asked.Key == SealedKey.Content ? state with { OpeningsTotal = 0, OpeningsByReader = 0 } : state;
        return Decide(transaction, item, reader, asked, uncounted) is Decision.Deny;
    }

    // One that the asking device cannot open would cost an opening and give nothing.
    private static GrantRow? GrantFor(LedgerTransaction transaction, StoredItem item, MemberId member, Device device, SealedKey key)
    {
        IEnumerable<GrantedTo> opening = transaction.Grants
            .To(item.Id, member, key)
            .Where(grant => GrantRule.Opens(grant.Membership, member, [device], transaction.Directory));
        return GrantRule.Chosen(item.Policy, opening) is { } chosen ? transaction.Grants.FindSealed(item.Id, chosen.Digest) : null;
    }

    private static Decision Decide(
        LedgerTransaction transaction,
        StoredItem item,
        Member reader,
        ReleaseRequestPredicate asked,
        AccessState state) =>
        PolicyEvaluator.Decide(
            item.Policy, reader.ToReader(), asked.Key, asked.Purpose, state, transaction.Now, transaction.Directory.Agreement.PolicyTerms);
}
