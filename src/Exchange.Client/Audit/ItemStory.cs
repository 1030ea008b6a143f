using System.Globalization;
using Exchange.Client.Items;
using Exchange.Client.Record;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Rules;
using Exchange.Contract.Policy.Wording;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Audit;

/// <summary>Tells an item's events as sentences, with what the signed statements behind them say.</summary>
internal sealed class ItemStory(Participant participant)
{
    private readonly StatementShelf statements = new(participant.Server);
    private readonly Dictionary<Sha256Digest, LogIndex> approvals = [];
    private AccessPolicy? policy;

    /// <summary>One sentence for the event; the item's events come in log order.</summary>
    /// <param name="items">The items that the member sees, by the digest of their statements.</param>
    /// <exception cref="Errors.VerificationException">A statement is withheld, or does not verify.</exception>
    public async Task<string> TellAsync(
        RecordedEvent recorded,
        IReadOnlyDictionary<Sha256Digest, VerifiedItem> items,
        CancellationToken cancellationToken)
    {
        AuditEvent happened = recorded.Said;
        string who = participant.NameOf(happened.Actor);
        bool permitted = happened.Outcome == EventOutcome.Permit;
        return happened.Code switch
        {
            EventCodes.ItemSubmitted => Submitted(who, items.GetValueOrDefault(happened.Statement ?? default)),
            EventCodes.ItemSuperseded => items.GetValueOrDefault(happened.Cause ?? default) is { } later
                ? $"{who} replaced it with {later.Id}."
                : $"{who} replaced it with another item.",
            EventCodes.ItemWithdrawn => $"{who} withdrew it, which ends all releases.",
            EventCodes.CardReleased when permitted => $"{who} was shown the card.",
            EventCodes.CardReleased => $"{who} was denied the card: {Reasons(happened)}",
            EventCodes.ContentReleased when permitted => $"{who} opened it{For(happened)}{Count(happened)}{OnApprovals(happened)}.",
            EventCodes.ContentReleased => $"{who} was denied the contents{For(happened)}: {Reasons(happened)}",
            EventCodes.LookupRefused => $"{who} asked for it and was told that it does not exist: {Reasons(happened)}",
            EventCodes.GrantAdded => $"{who} sealed {await GranteesAsync(recorded, cancellationToken)}.",
            _ when ActCheck.IsAct(happened.Code) => await ActAsync(recorded, who, cancellationToken),
            _ => $"{who}: {happened.Code}.",
        };
    }

    private string Submitted(string who, VerifiedItem? item)
    {
        policy = item?.Policy;
        return item is null ? $"{who} submitted it." : $"{who} submitted it. {PolicyText.Sentence(item.Policy, participant.NameOf)}";
    }

    private async Task<string> ActAsync(RecordedEvent recorded, string who, CancellationToken cancellationToken)
    {
        IItemAct act = await ReadAsync(recorded, envelope => ItemActs.Verify(envelope, participant.Directory).Terms, cancellationToken);
        switch (act)
        {
            case ApprovalPredicate approval:
                approvals[recorded.Said.Cause ?? default] = recorded.Index;
                string whom = approval.Reader is { } reader ? $" for {participant.NameOf(reader)}" : "";
                return approval.Answer switch
                {
                    ApprovalAnswer.Approve => $"{who} approved{whom}.",
                    ApprovalAnswer.Refuse => $"{who} refused{whom}.",
                    _ => $"{who} retracted their answer{whom}.",
                };
            case AcknowledgementPredicate:
                return $"{who} acknowledged the terms.";
            case PolicyChangePredicate change:
                return Changed(who, PolicyBytes.Parse(change.Policy.Span));
            default:
                return $"{who} withdrew it, which ends all releases.";
        }
    }

    private string Changed(string who, AccessPolicy next)
    {
        IReadOnlyList<PolicyField> fields = policy is { } before ? PolicyDifference.Between(before, next, participant.NameOf) : [];
        policy = next;
        string what = (fields.Any(field => field.Narrows), fields.Any(field => field.Widens)) switch
        {
            (true, false) => "narrowed",
            (false, true) => "widened",
            _ => "changed",
        };
        return fields.Count == 0
            ? $"{who} changed the policy."
            : $"{who} {what} the policy: {string.Join(' ', fields.Select(field => $"{field.Name}: {field.Text}"))}";
    }

    private async Task<string> GranteesAsync(RecordedEvent recorded, CancellationToken cancellationToken)
    {
        GrantPredicate grant = await ReadAsync(
            recorded,
            envelope => MemberSignature.Verify(StatementKinds.Grant, envelope, participant.Directory, terms => terms.Grantor).Predicate,
            cancellationToken);
        ILookup<bool, MemberId> withContents =
            grant.Grants.GroupBy(one => one.Member).ToLookup(keys => keys.Any(one => one.Key == SealedKey.Content), keys => keys.Key);
        IEnumerable<string> told =
        [
            .. withContents[true].Any() ? [$"the keys to {Names(withContents[true])}"] : Array.Empty<string>(),
            .. withContents[false].Any() ? [$"only the card's key to {Names(withContents[false])}"] : Array.Empty<string>(),
        ];
        return string.Join(", and ", told);

        string Names(IEnumerable<MemberId> members) => string.Join(", ", members.Select(participant.NameOf));
    }

    private async Task<T> ReadAsync<T>(RecordedEvent recorded, Func<DsseEnvelope, T> verify, CancellationToken cancellationToken)
    {
        string where = $"the cause of {recorded.Where}";
        DsseEnvelope envelope = await statements.GetAsync(recorded.Said.Cause ?? default, where, cancellationToken);
        return StatementFaults.Checked(() => verify(envelope), where);
    }

    private string OnApprovals(AuditEvent happened)
    {
        string[] entries = [.. (happened.Approvals ?? [])
            .Select(digest => approvals.TryGetValue(digest, out LogIndex index) ? index.ToString() : "not shown to you")];
        return entries.Length switch
        {
            0 => "",
            1 => $", on the approval of entry {entries[0]}",
            _ => $", on the approvals of entries {string.Join(" and ", entries)}",
        };
    }

    private static string For(AuditEvent happened) => happened.Purpose is { } purpose ? $" for {purpose}" : "";

    private static string Count(AuditEvent happened) =>
        happened.Openings is { } counts
            ? string.Create(CultureInfo.InvariantCulture, $" (opening {counts.Total} in total, {counts.ByMember} by them)")
            : "";

    private static string Reasons(AuditEvent happened) =>
        happened.Failed.Count == 0 ? "no reason is given." : string.Join(' ', happened.Failed.Select(ConditionText.Of));
}
