using System.Globalization;
using Exchange.Client;
using Exchange.Client.Audit;
using Exchange.Contract.Events;
using Exchange.Contract.Policy;
using Exchange.Hostile.Clients;

namespace Exchange.Hostile.Walks;

/// <summary>What the log says that came of all walks, as one who sees everything reads it.</summary>
internal sealed class WalkRecord(IReadOnlyList<AuditLine> releases)
{
    public int Permits => releases.Count(line => line.Outcome == EventOutcome.Permit);

    public int Denials => releases.Count(line => line.Outcome == EventOutcome.Deny);

    public int Count => releases.Count;

    /// <summary>How often somebody for whom there was no grant was permitted the same later.</summary>
    public int GrantedAnew => releases.GroupBy(line => (line.Actor, line.Item, line.Key)).Count(asked => asked
        .SkipWhile(line => line.Reasons.All(reason => reason.Code != ConditionCode.NoGrant))
        .Any(line => line.Outcome == EventOutcome.Permit));

    private IEnumerable<IGrouping<string, string>> Codes => releases
        .SelectMany(line => line.Reasons.Select(reason => ConditionName.Of(reason.Code)).Distinct())
        .GroupBy(code => code)
        .OrderBy(code => code.Key, StringComparer.Ordinal);

    public static async Task<WalkRecord> ReadAsync(Participant participant) =>
        new([.. (await new AuditReader(participant).ListAsync(null, AttackedServer.Cancel))
            .Where(line => line.Event is EventCodes.CardReleased or EventCodes.ContentReleased)]);

    /// <summary>Fails where a condition denied nothing.</summary>
    public void RequireCodes(params IEnumerable<ConditionCode> conditions)
    {
        string[] missing = [.. conditions.Select(ConditionName.Of).Except(Codes.Select(code => code.Key))];
        Assert.True(missing.Length == 0, $"nothing was denied for {string.Join(", ", missing)}");
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Permits} permits, {Denials} denials, {GrantedAnew} granted anew "
                + $"({string.Join(", ", Codes.Select(code => $"{code.Key} {code.Count()}"))})");
}
