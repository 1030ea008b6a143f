using Exchange.Contract.Ids;

namespace Exchange.Contract.Policy;

/// <summary>What a policy needs to know of the agreement: the codes of its purposes, the time it is in force, from <paramref name="Start"/> until just before <paramref name="End"/>, its parties, and for how many days items are kept at least.</summary>
public sealed record AgreementTerms(
    IReadOnlyList<string> Purposes, DateTimeOffset Start, DateTimeOffset End, IReadOnlyList<PartyName> Parties, int MinimumRetentionDays);
