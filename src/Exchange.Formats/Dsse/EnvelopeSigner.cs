namespace Exchange.Formats.Dsse;

/// <summary>Signs in-toto statements into envelopes.</summary>
public static class EnvelopeSigner
{
    /// <summary>Signs an encoded in-toto statement: for each signer in turn, with Ed25519 first and ML-DSA-65 second.</summary>
    /// <exception cref="ArgumentException">No signer, more than an envelope holds, a signer twice, or too large a payload.</exception>
    public static DsseEnvelope Sign(ReadOnlyMemory<byte> payload, IReadOnlyList<SignerKey> signers)
    {
        if (signers.Count is 0 or > DsseEnvelope.MaxSignatures / 2)
        {
            throw new ArgumentException($"an envelope has between 1 and 32 signers, not {signers.Count}", nameof(signers));
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, InTotoStatement.MaxSize, nameof(payload));
        SignerPublicKey.RequireDistinct([.. signers.Select(signer => signer.PublicKey)]);
        byte[] signed = payload.ToArray();
        byte[] preAuthEncoding = PreAuthEncoding.Encode(InToto.PayloadType, signed);
        return new DsseEnvelope(InToto.PayloadType, signed, [.. signers.SelectMany(signer => signer.Sign(preAuthEncoding))]);
    }
}
