using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Exchange.Formats.Primitives;

/// <summary>The secret half of an ML-DSA-65 key (FIPS 204): kept as its 32-byte seed, zeroed on disposal.</summary>
public sealed class MlDsa65SigningKey : IDisposable
{
    public const int SeedSize = 32;

    private readonly byte[] seed;
    private readonly MLDsaPrivateKeyParameters parameters;

    /// <exception cref="MalformedException">The seed has not 32 bytes.</exception>
    public MlDsa65SigningKey(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedSize)
        {
            throw new MalformedException("an ML-DSA-65 seed has 32 bytes");
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

    /// <summary>A copy of the seed for the caller to seal into a key file and to zero.</summary>
    public byte[] ExportSeed() => [.. seed];

    /// <summary>3309 bytes, the deterministic variant (FIPS 204 section 3.4): the same message gives the same signature.</summary>
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
