using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Age;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Contract.Statements;

/// <summary>What the organisations agree on and pin: the only root of trust.</summary>
public sealed record AgreementPredicate
{
    public required AgreementId Agreement { get; init; }

    public required int Version { get; init; }

    /// <summary>The digest of the version before, or null for the first.</summary>
    public required Sha256Digest? Previous { get; init; }

    public required IReadOnlyList<PartyTerms> Parties { get; init; }

    public required LogsTerms Logs { get; init; }

    public required IReadOnlyList<WitnessTerms> Witnesses { get; init; }

    /// <summary>How many witnesses must cosign; 0 means that nobody but the log's own key vouches for a checkpoint.</summary>
    public required int Quorum { get; init; }

    public required IReadOnlyList<GuardTerms> Guards { get; init; }

    public required OperatorTerms Operator { get; init; }

    public required IReadOnlyList<KindTerms> Kinds { get; init; }

    public required IReadOnlyList<string> Purposes { get; init; }

    public required LimitTerms Limits { get; init; }

    public required int FreshnessSeconds { get; init; }

    public required int MinimumRetentionDays { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }
}

/// <summary>A party, and the root keys that speak for it.</summary>
/// <param name="Threshold">How many of the roots must sign for the party.</param>
/// <param name="Recovery">Where the party wants its senders' item keys sealed as well, or null.</param>
public sealed record PartyTerms(
    PartyName Name, string DisplayName, IReadOnlyList<SignerKeys> Roots, int Threshold, HybridRecipient? Recovery);

/// <summary>The two logs of an agreement.</summary>
public sealed record LogsTerms(LogTerms Directory, LogTerms Audit);

/// <summary>A C2SP log: its origin line, and the verifier keys whose signature its checkpoints may carry.</summary>
public sealed record LogTerms(string Origin, IReadOnlyList<NoteVerifierKey> Keys);

/// <summary>A witness that a party runs (C2SP tlog-witness).</summary>
public sealed record WitnessTerms(PartyName Party, NoteVerifierKey Key);

/// <summary>A guard that a party runs: content grants of its items carry a second seal to this recipient.</summary>
public sealed record GuardTerms(PartyName Party, HybridRecipient Recipient);

/// <summary>Who runs the server: the P-256 key that issues its TLS certificate, and its party, if it belongs to one.</summary>
public sealed record OperatorTerms(TlsPublicKey Key, PartyName? Party);

/// <summary>A kind of item: its suite, and the policy for what neither flag nor file sets (protobuf bytes).</summary>
public sealed record KindTerms(string Name, string Suite, ReadOnlyMemory<byte> DefaultPolicy);

/// <summary>The sizes that the parties agreed on. Bytes are bytes of sealed files.</summary>
public sealed record LimitTerms
{
    public required int MaxParts { get; init; }

    public required long MaxPartBytes { get; init; }

    public required long MaxItemBytes { get; init; }

    public required int MaxCardBytes { get; init; }

    public required int MaxGrants { get; init; }
}
