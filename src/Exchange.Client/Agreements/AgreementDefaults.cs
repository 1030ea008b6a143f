using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Contract.Statements;

namespace Exchange.Client.Agreements;

/// <summary>What a new agreement says unless its parties say otherwise.</summary>
internal static class AgreementDefaults
{
    private const long GiB = 1L << 30;

    public const int FreshnessSeconds = 86_400;

    public const int MinimumRetentionDays = 730;

    public static IReadOnlyList<string> Kinds { get; } = ["evaluation-result", "document", "risk-finding", "request", "comment"];

    public static IReadOnlyList<string> Purposes { get; } = ["research", "evaluation", "mitigation", "oversight", "incident"];

    public static LimitTerms Limits { get; } = new()
    {
        MaxParts = 1000,
        MaxPartBytes = 64 * GiB,
        MaxItemBytes = 256 * GiB,
        MaxCardBytes = 1 << 20,
        MaxGrants = 1000,
    };

    /// <summary>How long risk findings are kept.</summary>
    private const uint RiskFindingRetentionDays = 1825;

    /// <summary>
    /// Nobody in the audience yet; card at once, no embargo, no maximum, for three purposes, to stay with the recipient's organisation,
    /// kept as long as the agreement asks.
    /// </summary>
    public static AccessPolicy Policy { get; } = new()
    {
        Version = PolicyEvaluator.Version,
        Audience = Audience.Nobody,
        CardShows = CardShows.AtOnce,
        Purposes = ["research", "evaluation", "mitigation"],
        Tlp = Tlp.AmberStrict,
        RetentionDays = MinimumRetentionDays,
    };

    /// <summary>The default policy of a kind: a risk finding is for named people and kept longer.</summary>
    public static AccessPolicy PolicyOf(string kind) =>
        kind == "risk-finding" ? Policy with { Tlp = Tlp.Red, RetentionDays = RiskFindingRetentionDays } : Policy;
}
