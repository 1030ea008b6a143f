using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>What the organisations agree on and pin: the only root of trust.</summary>
/// <param name="Previous">The digest of the version before, or null for the first.</param>
/// <param name="Quorum">How many witnesses must cosign; 0 means that nobody but the log's own key vouches for a checkpoint.</param>
public sealed record AgreementPredicate(
    AgreementId Agreement,
    int Version,
    Sha256Digest? Previous,
    IReadOnlyList<PartyTerms> Parties,
    LogsTerms Logs,
    IReadOnlyList<WitnessTerms> Witnesses,
    int Quorum,
    IReadOnlyList<GuardTerms> Guards,
    OperatorTerms Operator,
    IReadOnlyList<KindTerms> Kinds,
    IReadOnlyList<string> Purposes,
    LimitTerms Limits,
    int FreshnessSeconds,
    int MinimumRetentionDays,
    DateTimeOffset Start,
    DateTimeOffset End);
