using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Exchange.Formats.Primitives;

/// <summary>ML-DSA-65 (FIPS 204, pure, empty context): public key 1952 bytes, signature 3309 bytes.</summary>
public sealed record MlDsa65PublicKey
{
    public const int Size = 1952;
    public const int SignatureSize = 3309;

    private readonly byte[] key;
    private readonly MLDsaPublicKeyParameters parameters;

    /// <exception cref="MalformedException">Not 1952 bytes.</exception>
    public MlDsa65PublicKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Size)
        {
            throw new MalformedException($"an ML-DSA-65 public key has {Size} bytes, not {key.Length}");
        }

        this.key = key.ToArray();
        parameters = MLDsaPublicKeyParameters.FromEncoding(MLDsaParameters.ml_dsa_65, this.key);
    }

    public ReadOnlySpan<byte> Bytes => key;

    /// <summary>SHA-256 of the raw public key: how envelopes and statements name a key.</summary>
    public Sha256Digest KeyId => Sha256Digest.Of(key);

    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => Verify(message, signature, []);

    internal bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> context)
    {
        if (signature.Length != SignatureSize || context.Length > 255)
        {
            return false;
        }

        MLDsaSigner signer = new(MLDsaParameters.ml_dsa_65, deterministic: true);
        signer.Init(false, new ParametersWithContext(parameters, context.ToArray()));
        signer.BlockUpdate(message);
        return signer.VerifySignature(signature.ToArray());
    }

    public bool Equals(MlDsa65PublicKey? other) => other is not null && key.AsSpan().SequenceEqual(other.key);

    public override int GetHashCode() => KeyId.GetHashCode();

    public override string ToString() => $"ml-dsa-65:{KeyId}";
}
