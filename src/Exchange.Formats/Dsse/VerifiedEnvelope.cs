using Exchange.Formats.Primitives;

namespace Exchange.Formats.Dsse;

/// <summary>An envelope whose every signature was verified. Only <see cref="EnvelopeVerifier"/> makes one.</summary>
public sealed class VerifiedEnvelope
{
    internal VerifiedEnvelope(DsseEnvelope envelope, IReadOnlyList<SignerPublicKey> signers)
    {
        Envelope = envelope;
        Signers = signers;
        Digest = envelope.PayloadDigest;
    }

    public DsseEnvelope Envelope { get; }

    /// <summary>The very bytes that were verified: parse these and no other copy.</summary>
    public ReadOnlyMemory<byte> Payload => Envelope.Payload;

    /// <summary>SHA-256 of the payload bytes.</summary>
    public Sha256Digest Digest { get; }

    /// <summary>Who signed, in the order of the signatures.</summary>
    public IReadOnlyList<SignerPublicKey> Signers { get; }
}
