using Exchange.Formats.Dsse;

namespace Exchange.Client.Agreements;

/// <summary>Collects the signatures of an agreement, or of another statement that several sign, one signer after the other.</summary>
public static class AgreementSigning
{
    /// <summary>The envelope with one more signer. A signer reads the terms first.</summary>
    /// <exception cref="EnvelopeException">This signer has signed it already.</exception>
    public static DsseEnvelope AddSignature(DsseEnvelope envelope, SignerKey signer)
    {
        DsseEnvelope signed = EnvelopeSigner.Sign(envelope.Payload, [signer]);
        return envelope.Signatures.Any(signature => signed.Signatures.Any(added => added.KeyId == signature.KeyId))
            ? throw new EnvelopeException(EnvelopeFault.UnexpectedSignature, "this key has signed it already")
            : envelope with { Signatures = [.. envelope.Signatures, .. signed.Signatures] };
    }
}
