namespace Exchange.Contract.Policy;

/// <summary>What a decision needs to know of the agreement: the codes of its purposes, and the time it is in force, from <paramref name="Start"/> until just before <paramref name="End"/>.</summary>
public sealed record AgreementTerms(IReadOnlyList<string> Purposes, DateTimeOffset Start, DateTimeOffset End);
