using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Exchange.Formats.Primitives;

//
//  ML-DSA-65, the signing half
//
//      The deterministic variant: the same key and message give the same signature.
//
//  References:
//
//      FIPS 204 - Module-Lattice-Based Digital Signature Standard, sections 3.4 (deterministic signing), 3.6.3
//        (seeds), 5.1 and 5.2
//
//  Parameters:
//
//      Private key - 32 bytes, the seed ξ.
//      Public key, signature and context - see MlDsa65PublicKey.
//
/// <summary>An ML-DSA-65 private key, kept as its 32-byte seed. Disposing it zeroes the seed.</summary>
internal sealed class MlDsa65SigningKey : IDisposable
{
    public const int SeedSize = 32;

    private readonly byte[] seed;
    private readonly MLDsaPrivateKeyParameters parameters;

    /// <exception cref="MalformedException">The seed is not 32 bytes.</exception>
    public MlDsa65SigningKey(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedSize)
        {
            throw new MalformedException($"an ML-DSA-65 seed has {SeedSize} bytes, not {seed.Length}");
        }

        this.seed = seed.ToArray();
        parameters = MLDsaPrivateKeyParameters.FromSeed(MLDsaParameters.ml_dsa_65, this.seed);
        PublicKey = new MlDsa65PublicKey(parameters.GetPublicKeyEncoded());
    }

    public MlDsa65PublicKey PublicKey { get; }

    public static MlDsa65SigningKey Generate()
    {
        Span<byte> seed = stackalloc byte[SeedSize];
        RandomNumberGenerator.Fill(seed);
        MlDsa65SigningKey key = new(seed);
        CryptographicOperations.ZeroMemory(seed);
        return key;
    }

    /// <summary>A copy of the seed. The caller seals it into a key file and zeroes it.</summary>
    public byte[] ExportSeed() => [.. seed];

    /// <summary>Returns a signature of 3309 bytes; the same message gives the same signature.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message) => Sign(message, []);

    internal byte[] Sign(ReadOnlySpan<byte> message, ReadOnlySpan<byte> context)
    {
        MLDsaSigner signer = new(MLDsaParameters.ml_dsa_65, deterministic: true);
        signer.Init(true, new ParametersWithContext(parameters, context.ToArray()));
        signer.BlockUpdate(message);
        return signer.GenerateSignature();
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(seed);
}
