namespace Exchange.Contract.Policy.Evaluation;

/// <summary>
/// Who could open an item, when, and why not: by exact enumeration, since readers, keys, purposes and the instants at which a
/// decision can change are all finite.
/// </summary>
public static class PolicyWho
{
    /// <summary>
    /// For each reader, in the order given, and for the card and then the contents, the decisions from an instant on: one entry from
    /// <paramref name="from"/>, and one from each later instant at which the policy or the agreement may decide otherwise. Within an
    /// entry the decision is the same at every instant.
    /// </summary>
    /// <param name="stateOf">What has happened so far, as that reader's evaluation sees it; assumed to stay as it is.</param>
    public static IReadOnlyList<WhoEntry> Enumerate(
        AccessPolicy policy,
        IReadOnlyList<Reader> readers,
        Func<Reader, AccessState> stateOf,
        DateTimeOffset from,
        AgreementTerms agreement)
    {
        DateTimeOffset[] instants = Breakpoints(policy, from, agreement);
        List<WhoEntry> entries = [];
        foreach (Reader reader in readers)
        {
            AccessState state = stateOf(reader);
            foreach (SealedKey key in (ReadOnlySpan<SealedKey>)[SealedKey.Card, SealedKey.Content])
            {
                for (int i = 0; i < instants.Length; i++)
                {
                    DateTimeOffset? until = i + 1 < instants.Length ? instants[i + 1] : null;
                    entries.Add(Entry(policy, reader, key, state, instants[i], until, agreement));
                }
            }
        }

        return entries;
    }

    /// <summary>
    /// The same for those of many members whom the policy concerns: the readers whom it includes or to whom it was granted onward,
    /// and, for the card only, those who may be asked to approve.
    /// </summary>
    public static IReadOnlyList<WhoEntry> EnumerateConcerned(
        AccessPolicy policy,
        IEnumerable<Reader> members,
        Func<Reader, AccessState> stateOf,
        DateTimeOffset from,
        AgreementTerms agreement)
    {
        List<WhoEntry> entries = [];
        foreach (Reader member in members.Where(member => member.Active))
        {
            bool reads = policy.Admits(member, stateOf(member).GrantedOnward);
            if (reads || policy.RuleFor(member) is not null)
            {
                entries.AddRange(
                    Enumerate(policy, [member], stateOf, from, agreement).Where(entry => reads || entry.Key == SealedKey.Card));
            }
        }

        return entries;
    }

    /// <summary>The instant itself, and every later one at which a decision can change, in order.</summary>
    private static DateTimeOffset[] Breakpoints(AccessPolicy policy, DateTimeOffset from, AgreementTerms agreement)
    {
        DateTimeOffset?[] changes = [policy.Embargo, policy.Expires, agreement.Start, agreement.End];
        return [from, .. changes.OfType<DateTimeOffset>().Where(instant => instant > from).Distinct().Order()];
    }

    private static WhoEntry Entry(
        AccessPolicy policy,
        Reader reader,
        SealedKey key,
        AccessState state,
        DateTimeOffset from,
        DateTimeOffset? until,
        AgreementTerms agreement)
    {
        if (key == SealedKey.Card)
        {
            return new WhoEntry(reader, key, from, until, [], Decide(null));
        }

        // Only a purpose that both list can be permitted, so these are all that need to be asked.
        string[] candidates = [.. policy.Purposes.Where(agreement.Purposes.Contains)];
        string[] permitted =
        [
            .. candidates.Where(purpose => Decide(purpose) is Decision.Permit),
        ];

        // All candidates are decided alike; for a denial this is what fails whatever is stated.
        string? best = candidates.Length > 0 ? candidates[0] : null;
        return new WhoEntry(reader, key, from, until, permitted, Decide(best));

        Decision Decide(string? purpose) => PolicyEvaluator.Decide(policy, reader, key, purpose, state, from, agreement);
    }
}

/// <summary>
/// What is decided for one reader and one key from <paramref name="From"/> until just before <paramref name="Until"/> (null: for
/// ever).
/// </summary>
/// <param name="Purposes">The purposes with which the contents would be permitted; empty for the card, and where nothing is.</param>
/// <param name="Decision">
/// For the contents, the decision with a permitted purpose; where there is none, what fails whatever purpose is stated.
/// </param>
public sealed record WhoEntry(
    Reader Reader, SealedKey Key, DateTimeOffset From, DateTimeOffset? Until, IReadOnlyList<string> Purposes, Decision Decision)
{
    /// <summary>The same where no key was sealed to the reader.</summary>
    public WhoEntry WithoutGrant() => this with
    {
        Purposes = [],
        Decision = new Decision.Deny(FailedCondition.AndNoGrant(Decision is Decision.Deny denied ? denied.Failed : [])),
    };
}
