using Exchange.Client.Items;
using Exchange.Client.Record;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;

namespace Exchange.Client.Governance;

/// <summary>Answers who could open an item, when, and why not, by the same evaluator that decides.</summary>
public sealed class PolicyInquiry(Participant participant)
{
    private const string SenderNote = "The sender has the item's own keys, without a policy; every use of them is logged.";
    private const string KeyNote = "You are not shown whether a key was sealed to the member.";
    private const string PartNote = "You are not shown what others did with the item, so it is taken that they did nothing.";
    private const string NowNote = "This assumes that nothing else happens until then.";
    private const string PastNote = "You are not shown the whole record, so what holds now is taken to have held then.";

    /// <param name="at">Null: now. In the past, the answer is from the record of the time, for those who are shown all of it.</param>
    /// <param name="purpose">Null: the first that policy and agreement have in common.</param>
    public async Task<PolicyExplanation> ExplainAsync(
        ItemId id,
        Member reader,
        DateTimeOffset? at,
        string? purpose,
        CancellationToken cancellationToken)
    {
        // 1. The state, of then or of now.
        SeenItem seen = await new ItemReader(participant).GetAsync(id, cancellationToken);
        DateTimeOffset now = participant.Time.GetUtcNow();
        Facts facts = at is { } past
            && past < now
            && ItemParties.ShowsWholeRecordTo(participant.Self, seen.Verified, participant.Directory)
            ? await FromRecordAsync(seen, reader, past, cancellationToken)
            : await FromServiceAsync(seen, reader, at, cancellationToken);

        // 2. Every condition, for both keys.
        DateTimeOffset instant = at ?? now;
        AgreementTerms agreement = participant.Agreement.PolicyTerms;
        string? asked = purpose ?? facts.Policy.Purposes.FirstOrDefault(agreement.Purposes.Contains);
        return new PolicyExplanation(
            seen.Verified, facts.Reader, instant, facts.Policy, asked, Explain(SealedKey.Card, null), Explain(SealedKey.Content, asked),
            facts.Reader.Id == seen.Verified.Sender.Id ? [SenderNote, .. facts.Notes] : facts.Notes);

        IReadOnlyList<CheckedCondition> Explain(SealedKey key, string? forPurpose)
        {
            bool own = facts.Reader.Id == seen.Verified.Sender.Id;
            IEnumerable<CheckedCondition> conditions = own
                ? []
                : PolicyEvaluator.Explain(facts.Policy, facts.Reader.ToReader(), key, forPurpose, facts.State, instant, agreement);
            IEnumerable<CheckedCondition> grant =
                facts.Granted is { } granted ? [granted.Contains(key) ? new MetCondition.KeySealed() : new FailedCondition.NoGrant()] : [];
            return [.. conditions.Concat(grant).OrderBy(condition => condition.Code)];
        }
    }

    /// <summary>By exact enumeration over everybody in the directory.</summary>
    public async Task<PolicyWhoAnswer> WhoAsync(ItemId id, CancellationToken cancellationToken)
    {
        SeenItem seen = await new ItemReader(participant).GetAsync(id, cancellationToken);
        ItemSituation situation = await new SituationReader(participant).ReadAsync(seen, cancellationToken);
        IReadOnlyList<WhoEntry> who = PolicyWho.EnumerateConcerned(
            situation.Policy,
            [.. participant.Directory.Members.Where(member => member.Id != seen.Verified.Sender.Id).Select(member => member.ToReader())],
            situation.Facts.StatesFor(participant.Directory),
            participant.Time.GetUtcNow(),
            participant.Agreement.PolicyTerms);

        // Whom the policy permits, and who has no key all the same.
        GrantedKeys? granted = situation.IsWhole ? await new GrantList(participant).ReadAsync(seen.Verified, cancellationToken) : null;
        who = [.. who.Select(entry => IsSealed(entry) ? entry : entry.WithoutGrant())];
        int others = participant.Directory.Members.Count(member => member.Active && member.Id != seen.Verified.Sender.Id) - who
            .Select(entry => entry.Reader.Id)
            .Distinct()
            .Count();
        IReadOnlyList<string> lacking = granted is null
            ? []
            : [.. Granter.Lacking(seen, situation, granted, participant.Directory).Select(member => member.Name.ToString())];
        return new PolicyWhoAnswer(
            seen.Verified, situation.Policy, who, others, lacking, situation.IsWhole ? [NowNote] : [NowNote, PartNote, KeyNote]);

        bool IsSealed(WhoEntry entry) => granted is not null
            ? participant.Directory.Find(entry.Reader.Id) is { } member && granted.ReachesOneDevice(member, entry.Key)
            : entry.Reader.Id != participant.Self.Id || seen.Sealed.Contains(entry.Key);
    }

    private async Task<Facts> FromServiceAsync(SeenItem seen, Member reader, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        ItemSituation situation = await new SituationReader(participant).ReadAsync(seen, cancellationToken);
        IReadOnlyList<SealedKey>? granted = null;
        if (reader.Id == participant.Self.Id)
        {
            granted = [.. seen.Sealed];
        }
        else if (situation.IsWhole)
        {
            granted = Reaching(await new GrantList(participant).ReadAsync(seen.Verified, cancellationToken), reader);
        }

        string[] notes =
        [
            .. at > participant.Time.GetUtcNow() ? [NowNote] : Array.Empty<string>(),
            .. at < participant.Time.GetUtcNow() ? [PastNote] : Array.Empty<string>(),
            .. situation.IsWhole || reader.Id == participant.Self.Id ? Array.Empty<string>() : [PartNote, KeyNote],
        ];
        return new Facts(situation.Policy, reader, situation.Facts.StateOf(reader.Id, participant.Directory), granted, notes);
    }

    private async Task<Facts> FromRecordAsync(SeenItem seen, Member reader, DateTimeOffset at, CancellationToken cancellationToken)
    {
        (ItemReplay replay, DirectoryState then) = await new PastReader(participant).ReadAsync(seen.Verified, at, cancellationToken);
        string[] notes =
        [
            .. at < seen.Received
                ? [$"The item was not there yet: it came at {Contract.Json.Timestamp.Format(seen.Received)}."]
                : Array.Empty<string>(),
            .. then.Find(reader.Id) is null
                ? ["By the last entry before that time the member was not in the directory yet; what they are now is taken."]
                : Array.Empty<string>(),
        ];
        Member asked = then.Find(reader.Id) ?? reader;
        GrantedKeys granted = new((replay.Grants ?? []).Select(grant => (grant.Member, grant.Key, grant.Membership)), then);
        return new Facts(replay.Policy, asked, replay.Facts.StateOf(reader.Id, then), Reaching(granted, asked), notes);
    }

    private static IReadOnlyList<SealedKey> Reaching(GrantedKeys granted, Member reader) =>
        [.. new[] { SealedKey.Card, SealedKey.Content }.Where(key => granted.ReachesOneDevice(reader, key))];

    private sealed record Facts(
        AccessPolicy Policy,
        Member Reader,
        AccessState State,
        IReadOnlyList<SealedKey>? Granted,
        IReadOnlyList<string> Notes);
}
