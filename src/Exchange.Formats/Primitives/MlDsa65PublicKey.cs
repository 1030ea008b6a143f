using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Exchange.Formats.Primitives;

//
//  ML-DSA-65
//
//      Digital signatures from module lattices, security category 3, "pure" (the message is not hashed first).
//
//  References:
//
//      FIPS 204 - Module-Lattice-Based Digital Signature Standard, sections 4 (parameter sets), 5.2 and 5.3
//
//  Parameters:
//
//      Private key - 32 bytes, the seed ξ, from which the expanded key of 4032 bytes is derived; see
//        MlDsa65SigningKey.
//      Public key - 1952 bytes.
//      Signature - 3309 bytes.
//      Context - empty; FIPS 204 allows up to 255 bytes.
//
/// <summary>An ML-DSA-65 public key, which verifies signatures.</summary>
public sealed record MlDsa65PublicKey
{
    public const int Size = 1952;
    public const int SignatureSize = 3309;

    private readonly byte[] key;
    private readonly MLDsaPublicKeyParameters parameters;

    /// <exception cref="MalformedException">The key is not 1952 bytes.</exception>
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
