namespace Exchange.Formats.Dsse;

/// <summary>
/// Turns an envelope into a <see cref="VerifiedEnvelope"/>, or throws <see cref="EnvelopeException"/>. Stricter than DSSE,
/// which accepts any one good signature: each signer must have exactly two, Ed25519 then ML-DSA-65, and all must verify.
/// </summary>
public static class EnvelopeVerifier
{
    /// <summary>Requires that this signer and nobody else signed.</summary>
    /// <exception cref="EnvelopeException">It is not signed that way; the fault says why.</exception>
    public static VerifiedEnvelope Verify(DsseEnvelope envelope, SignerPublicKey signer) => Verify(envelope, [signer]);

    /// <summary>Requires that all of these signed, in this order, and nobody else.</summary>
    /// <exception cref="EnvelopeException">It is not signed that way; the fault says why.</exception>
    /// <exception cref="ArgumentException">No signer is expected, or two share a key.</exception>
    public static VerifiedEnvelope Verify(DsseEnvelope envelope, IReadOnlyList<SignerPublicKey> allOf)
    {
        ArgumentOutOfRangeException.ThrowIfZero(allOf.Count, nameof(allOf));
        SignerPublicKey.RequireDistinct(allOf);
        envelope = CopyOf(envelope);
        string[] expected = [.. allOf.SelectMany(KeyIds)];
        RequireKeys([.. envelope.Signatures.Select(signature => signature.KeyId)], expected);
        RequireSignatures(envelope, allOf);
        return new VerifiedEnvelope(envelope, [.. allOf]);
    }

    /// <summary>Requires that at least <paramref name="threshold"/> candidates signed, each once, in any order, and nobody else.</summary>
    /// <exception cref="EnvelopeException">It is not signed that way; the fault says why.</exception>
    /// <exception cref="ArgumentException">The threshold is less than 1, or two candidates share a key.</exception>
    public static VerifiedEnvelope VerifyThreshold(DsseEnvelope envelope, IReadOnlyList<SignerPublicKey> candidates, int threshold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 1);
        SignerPublicKey.RequireDistinct(candidates);
        envelope = CopyOf(envelope);
        List<SignerPublicKey> signers = [];
        for (int i = 0; i < envelope.Signatures.Count; i += 2)
        {
            SignerPublicKey signer = SignerOfPair(envelope, i, candidates);
            if (signers.Contains(signer))
            {
                throw new EnvelopeException(EnvelopeFault.UnexpectedSignature, "one signer signed twice");
            }

            signers.Add(signer);
        }

        RequireSignatures(envelope, signers);
        return signers.Count >= threshold
            ? new VerifiedEnvelope(envelope, signers)
            : throw new EnvelopeException(EnvelopeFault.TooFewSigners, $"{signers.Count} of the {threshold} required signers signed");
    }

    // What is verified must be what is read later, even if the caller changes the arrays that it passed in.
    private static DsseEnvelope CopyOf(DsseEnvelope envelope) => envelope.PayloadType != InToto.PayloadType
        ? throw new EnvelopeException(EnvelopeFault.WrongPayloadType, $"the payload type of the envelope is not {InToto.PayloadType}")
        : new DsseEnvelope(envelope.PayloadType, envelope.Payload.ToArray(), [.. envelope.Signatures]);

    private static IEnumerable<string> KeyIds(SignerPublicKey signer) =>
        [signer.Ed25519.KeyId.ToString(), signer.MlDsa65.KeyId.ToString()];

    private static void RequireKeys(string[] found, string[] expected)
    {
        if (found.Any(keyId => !expected.Contains(keyId)))
        {
            throw new EnvelopeException(EnvelopeFault.UnknownKey, "a signature names a key that is not one of the expected keys");
        }

        if (Array.FindIndex(expected, keyId => !found.Contains(keyId)) is >= 0 and int missing)
        {
            string scheme = missing % 2 == 0 ? "Ed25519" : "ML-DSA-65";
            throw new EnvelopeException(EnvelopeFault.MissingSignature, $"a required {scheme} signature is missing");
        }

        if (!found.SequenceEqual(expected))
        {
            throw new EnvelopeException(EnvelopeFault.UnexpectedSignature, "a signature appears twice or out of order");
        }
    }

    private static SignerPublicKey SignerOfPair(DsseEnvelope envelope, int at, IReadOnlyList<SignerPublicKey> candidates)
    {
        string[] found = [.. envelope.Signatures.Skip(at).Take(2).Select(signature => signature.KeyId)];
        SignerPublicKey? signer = candidates.FirstOrDefault(candidate => KeyIds(candidate).Any(found.Contains))
            ?? throw new EnvelopeException(EnvelopeFault.UnknownKey, "a signature names a key that is not one of the expected keys");
        RequireKeys(found, [.. KeyIds(signer)]);
        return signer;
    }

    private static void RequireSignatures(DsseEnvelope envelope, IReadOnlyList<SignerPublicKey> signers)
    {
        byte[] signed = PreAuthEncoding.Encode(envelope.PayloadType, envelope.Payload.Span);
        for (int i = 0; i < signers.Count; i++)
        {
            if (!signers[i].Ed25519.Verify(signed, envelope.Signatures[2 * i].Signature.Span)
                || !signers[i].MlDsa65.Verify(signed, envelope.Signatures[(2 * i) + 1].Signature.Span))
            {
                throw new EnvelopeException(EnvelopeFault.BadSignature, "a signature does not verify");
            }
        }
    }
}
