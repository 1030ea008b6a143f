using Exchange.Contract.Ids;
using Exchange.Formats.Age;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>What a sender signs for an item. The parts are the statement's subjects.</summary>
public sealed record ItemPredicate
{
    public required ItemId Item { get; init; }

    public required AgreementId Agreement { get; init; }

    public required int AgreementVersion { get; init; }

    public required string Kind { get; init; }

    public required string Suite { get; init; }

    public required string Marking { get; init; }

    /// <summary>The policy in full: exact protobuf bytes. Marking and handling are in it.</summary>
    public required ReadOnlyMemory<byte> Policy { get; init; }

    public required Sha256Digest PolicyDigest { get; init; }

    public required SenderTerms Sender { get; init; }

    public required HybridRecipient CardRecipient { get; init; }

    public required HybridRecipient ContentRecipient { get; init; }

    /// <summary>The item that this one replaces, or null.</summary>
    public required ItemId? Supersedes { get; init; }

    /// <summary>The item that this one replies to, or null.</summary>
    public required ItemId? Answers { get; init; }
}

/// <summary>Who signs, as of which membership statement, with which two keys (SHA-256 of the raw public keys).</summary>
public sealed record SenderTerms
{
    public required MemberId Member { get; init; }

    public required Sha256Digest Membership { get; init; }

    public required Sha256Digest Ed25519 { get; init; }

    public required Sha256Digest MlDsa65 { get; init; }
}

/// <summary>The named sets of algorithms. A statement names its suite, so that a second one can be added without guessing.</summary>
public static class Suites
{
    /// <summary>age v1 with mlkem768x25519 stanzas; Ed25519 and ML-DSA-65 signatures over DSSE; SHA-256.</summary>
    public const string V1 = "age-v1-mlkem768x25519+ed25519-mldsa65+sha256";
}
