using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Age;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>
/// What a person asks their administrator for. Signed by the device's own signing keys, and by its TLS key, so that all three keys
/// are shown to be held or chosen by the one who asks.
/// </summary>
public sealed record JoinRequestPredicate
{
    public required AgreementId Agreement { get; init; }

    public required PartyName Party { get; init; }

    public required Handle Handle { get; init; }

    /// <summary>The roles asked for; the administrator decides.</summary>
    public required IReadOnlyList<string> WantsRoles { get; init; }

    public required DeviceTerms Device { get; init; }

    /// <summary>
    /// An ECDSA signature of the TLS key (P1363, 64 bytes) over the text in docs/formats/statements.md.
    /// </summary>
    public required ReadOnlyMemory<byte> TlsProof { get; init; }
}

/// <summary>The public keys of one device of a member: to sign with, to connect with, to be sealed to.</summary>
public sealed record DeviceTerms(Handle Name, SignerKeys Signing, TlsPublicKey Tls, HybridRecipient Recipient);

/// <summary>The two public keys of one signer, as statements carry them.</summary>
public sealed record SignerKeys(Ed25519PublicKey Ed25519, MlDsa65PublicKey MlDsa65)
{
    public static SignerKeys Of(SignerPublicKey key) => new(key.Ed25519, key.MlDsa65);

    public SignerPublicKey ToSigner() => new(Ed25519, MlDsa65);
}
