using Exchange.Formats.Primitives;

namespace Exchange.Formats.Dsse;

/// <summary>An envelope with every signature verified. Only <see cref="EnvelopeVerifier"/> creates one.</summary>
public sealed class VerifiedEnvelope
{
    internal VerifiedEnvelope(DsseEnvelope envelope, IReadOnlyList<SignerPublicKey> signers)
    {
        Dsse = envelope;
        Signers = signers;
        Digest = envelope.PayloadDigest;
    }

    public DsseEnvelope Dsse { get; }

    /// <summary>The bytes that were verified: parse these, not another copy.</summary>
    public ReadOnlyMemory<byte> Payload => Dsse.Payload;

    /// <summary>SHA-256 of the payload bytes.</summary>
    public Sha256Digest Digest { get; }

    /// <summary>Who signed, in the order of the signatures.</summary>
    public IReadOnlyList<SignerPublicKey> Signers { get; }
}
