using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Kems;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Exchange.Formats.Primitives;

//
//  ML-KEM-768
//
//      Key encapsulation from module lattices, security category 3.
//
//  References:
//
//      FIPS 203 - Module-Lattice-Based Key-Encapsulation Mechanism Standard, sections 7 (algorithms) and 8 (parameter
//        sets)
//
//  Parameters:
//
//      Encapsulation key - 1184 bytes: 1152 bytes of coefficients modulo 3329, then 32 bytes.
//      Decapsulation key - 64 bytes, the seed d‖z, from which the expanded key of 2400 bytes is derived.
//      Randomness of an encapsulation - 32 bytes.
//      Ciphertext - 1088 bytes.
//      Shared secret - 32 bytes.
//
/// <summary>An ML-KEM-768 decapsulation key, and encapsulation to a public one.</summary>
internal sealed class MlKem768
{
    public const int EncapsulationKeySize = 1184;
    public const int SeedSize = 64;
    public const int CiphertextSize = 1088;
    public const int SharedSecretSize = 32;
    public const int RandomnessSize = 32;

    // BouncyCastle's expanded key cannot be zeroed: it stays in memory until it is garbage-collected.
    private readonly MLKemPrivateKeyParameters key;

    /// <exception cref="MalformedException">The seed is not 64 bytes.</exception>
    public MlKem768(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedSize)
        {
            throw new MalformedException($"an ML-KEM-768 seed has {SeedSize} bytes, not {seed.Length}");
        }

        byte[] copy = seed.ToArray();
        key = MLKemPrivateKeyParameters.FromSeed(MLKemParameters.ml_kem_768, copy);
        CryptographicOperations.ZeroMemory(copy);
    }

    public byte[] EncapsulationKey => key.GetPublicKeyEncoded();

    /// <summary>The expanded decapsulation key of 2400 bytes, which only the test vectors need.</summary>
    internal byte[] ExpandedKey => key.GetEncoded();

    /// <summary>Writes the shared secret; if the ciphertext was not made for this key, a pseudorandom one (implicit rejection).</summary>
    /// <exception cref="MalformedException">The ciphertext is not 1088 bytes.</exception>
    public void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
    {
        if (ciphertext.Length != CiphertextSize)
        {
            throw new MalformedException($"an ML-KEM-768 ciphertext has {CiphertextSize} bytes, not {ciphertext.Length}");
        }

        MLKemDecapsulator decapsulator = new(MLKemParameters.ml_kem_768);
        decapsulator.Init(key);
        byte[] secret = new byte[SharedSecretSize];
        decapsulator.Decapsulate(ciphertext.ToArray(), 0, CiphertextSize, secret, 0, SharedSecretSize);
        secret.CopyTo(sharedSecret);
        CryptographicOperations.ZeroMemory(secret);
    }

    /// <summary>Whether this is an encapsulation key: 1184 bytes with every coefficient reduced (FIPS 203 section 7.2).</summary>
    public static bool IsEncapsulationKey(ReadOnlySpan<byte> encapsulationKey)
    {
        if (encapsulationKey.Length != EncapsulationKeySize)
        {
            return false;
        }

        const int modulus = 3329;
        ReadOnlySpan<byte> coefficients = encapsulationKey[..1152];
        for (int at = 0; at < coefficients.Length; at += 3)
        {
            int low = coefficients[at] | ((coefficients[at + 1] & 0x0f) << 8);
            int high = (coefficients[at + 1] >> 4) | (coefficients[at + 2] << 4);
            if (low >= modulus || high >= modulus)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Encapsulates with 32 random bytes, which the caller must never use again.</summary>
    /// <exception cref="MalformedException">It is not an encapsulation key.</exception>
    public static void Encapsulate(
        ReadOnlySpan<byte> encapsulationKey, ReadOnlySpan<byte> randomness, Span<byte> ciphertext, Span<byte> sharedSecret)
    {
        if (!IsEncapsulationKey(encapsulationKey))
        {
            throw new MalformedException("the ML-KEM-768 encapsulation key is not 1184 bytes with reduced coefficients");
        }

        MLKemPublicKeyParameters key = MLKemPublicKeyParameters.FromEncoding(MLKemParameters.ml_kem_768, encapsulationKey.ToArray());
        byte[] given = randomness[..RandomnessSize].ToArray();
        MLKemEncapsulator encapsulator = new(MLKemParameters.ml_kem_768);
        encapsulator.Init(new ParametersWithRandom(key, new SecureRandom(new GivenRandomness(given))));
        byte[] encapsulated = new byte[CiphertextSize];
        byte[] secret = new byte[SharedSecretSize];
        encapsulator.Encapsulate(encapsulated, 0, CiphertextSize, secret, 0, SharedSecretSize);
        encapsulated.CopyTo(ciphertext);
        secret.CopyTo(sharedSecret);
        CryptographicOperations.ZeroMemory(given);
        CryptographicOperations.ZeroMemory(secret);
    }
}
