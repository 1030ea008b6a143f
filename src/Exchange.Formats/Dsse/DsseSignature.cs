namespace Exchange.Formats.Dsse;

/// <summary>One signature of an envelope. The key id is an unauthenticated hint: the verifier decides which key it tries.</summary>
/// <param name="KeyId">Here the lower-case hex SHA-256 of the raw public key.</param>
/// <param name="Signature">64 bytes for Ed25519, 3309 for ML-DSA-65.</param>
public sealed record DsseSignature(string KeyId, ReadOnlyMemory<byte> Signature)
{
    public bool Equals(DsseSignature? other) =>
        other is not null && KeyId == other.KeyId && Signature.Span.SequenceEqual(other.Signature.Span);

    public override int GetHashCode() => HashCode.Combine(KeyId, Signature.Length);
}
