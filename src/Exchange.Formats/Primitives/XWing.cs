using System.Security.Cryptography;

namespace Exchange.Formats.Primitives;

//
//  X-Wing
//
//      Hybrid key encapsulation of ML-KEM-768 and X25519, combined by SHA3-256.
//
//  References:
//
//      draft-connolly-cfrg-xwing-kem - X-Wing: general-purpose hybrid post-quantum KEM
//      IANA HPKE KEM identifiers - 0x647a
//
//  Parameters:
//
//      Secret key - 32 bytes, a seed; SHAKE256 expands it to 64 bytes for ML-KEM-768 and 32 for X25519.
//      Public key - 1216 bytes: 1184 of ML-KEM-768, 32 of X25519.
//      Randomness of an encapsulation - 64 bytes: 32 for ML-KEM-768, 32 for X25519.
//      Ciphertext - 1120 bytes: 1088 of ML-KEM-768, 32 of X25519.
//      Shared secret - 32 bytes.
//
/// <summary>An X-Wing secret key, and encapsulation to a public one. Secure as long as ML-KEM-768 or X25519 is.</summary>
internal sealed class XWing : IDisposable
{
    public const int SeedSize = 32;
    public const int PublicKeySize = MlKem768.EncapsulationKeySize + X25519.KeySize;
    public const int CiphertextSize = MlKem768.CiphertextSize + X25519.KeySize;
    public const int SharedSecretSize = 32;
    public const int RandomnessSize = MlKem768.RandomnessSize + X25519.KeySize;

    private readonly MlKem768 postQuantum;
    private readonly byte[] classical = new byte[X25519.KeySize];
    private readonly byte[] publicKey;

    /// <exception cref="MalformedException">The seed is not 32 bytes.</exception>
    public XWing(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedSize)
        {
            throw new MalformedException($"an X-Wing seed has {SeedSize} bytes, not {seed.Length}");
        }

        Span<byte> expanded = stackalloc byte[MlKem768.SeedSize + X25519.KeySize];
        Sha3.ExpandShake256(seed, expanded);
        postQuantum = new MlKem768(expanded[..MlKem768.SeedSize]);
        expanded[MlKem768.SeedSize..].CopyTo(classical);
        CryptographicOperations.ZeroMemory(expanded);
        publicKey = [.. postQuantum.EncapsulationKey, .. X25519.PublicKeyOf(classical)];
    }

    public ReadOnlySpan<byte> PublicKey => publicKey;

    // "\.//^\", the label in the draft's combiner.
    private static ReadOnlySpan<byte> Label => [0x5c, 0x2e, 0x2f, 0x2f, 0x5e, 0x5c];

    /// <summary>Whether this is a public key: the right length, reduced coefficients, and not an X25519 point of low order.</summary>
    public static bool IsPublicKey(ReadOnlySpan<byte> publicKey) =>
        publicKey.Length == PublicKeySize
        && MlKem768.IsEncapsulationKey(publicKey[..MlKem768.EncapsulationKeySize])
        && !X25519.IsLowOrder(publicKey[MlKem768.EncapsulationKeySize..]);

    /// <summary>Encapsulates with 64 random bytes, which the caller must never use again.</summary>
    /// <exception cref="MalformedException">It is not an X-Wing public key.</exception>
    public static void Encapsulate(
        ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> randomness, Span<byte> ciphertext, Span<byte> sharedSecret)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(randomness.Length, RandomnessSize);
        if (publicKey.Length != PublicKeySize)
        {
            throw new MalformedException($"an X-Wing public key has {PublicKeySize} bytes, not {publicKey.Length}");
        }

        ReadOnlySpan<byte> recipient = publicKey[MlKem768.EncapsulationKeySize..];
        ReadOnlySpan<byte> ephemeral = randomness[MlKem768.RandomnessSize..];
        Span<byte> secrets = stackalloc byte[MlKem768.SharedSecretSize + X25519.KeySize];
        MlKem768.Encapsulate(
            publicKey[..MlKem768.EncapsulationKeySize],
            randomness[..MlKem768.RandomnessSize],
            ciphertext[..MlKem768.CiphertextSize],
            secrets[..MlKem768.SharedSecretSize]);
        X25519.PublicKeyOf(ephemeral).CopyTo(ciphertext[MlKem768.CiphertextSize..]);
        bool contributory = X25519.TryAgree(ephemeral, recipient, secrets[MlKem768.SharedSecretSize..]);
        Combine(secrets, ciphertext[MlKem768.CiphertextSize..CiphertextSize], recipient, sharedSecret);
        CryptographicOperations.ZeroMemory(secrets);
        if (!contributory)
        {
            throw new MalformedException("the X25519 half of an X-Wing public key is a point of low order");
        }
    }

    /// <summary>
    /// Writes the shared secret; a pseudorandom one if the ciphertext was made for a different key. False if the X25519 half of
    /// the ciphertext is a point of low order, which no honest sender makes.
    /// </summary>
    public bool TryDecapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
    {
        ReadOnlySpan<byte> share = ciphertext[MlKem768.CiphertextSize..CiphertextSize];
        Span<byte> secrets = stackalloc byte[MlKem768.SharedSecretSize + X25519.KeySize];
        postQuantum.Decapsulate(ciphertext[..MlKem768.CiphertextSize], secrets[..MlKem768.SharedSecretSize]);
        bool contributory = X25519.TryAgree(classical, share, secrets[MlKem768.SharedSecretSize..]);
        Combine(secrets, share, publicKey.AsSpan(MlKem768.EncapsulationKeySize), sharedSecret);
        CryptographicOperations.ZeroMemory(secrets);
        return contributory;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(classical);

    // SHA3-256(ssPQ ‖ ssT ‖ ctT ‖ ekT ‖ label), which binds the two halves together.
    private static void Combine(
        ReadOnlySpan<byte> secrets, ReadOnlySpan<byte> share, ReadOnlySpan<byte> recipient, Span<byte> sharedSecret)
    {
        Span<byte> input = stackalloc byte[secrets.Length + (2 * X25519.KeySize) + Label.Length];
        secrets.CopyTo(input);
        share.CopyTo(input[secrets.Length..]);
        recipient.CopyTo(input[(secrets.Length + X25519.KeySize)..]);
        Label.CopyTo(input[(secrets.Length + (2 * X25519.KeySize))..]);
        Sha3.Hash256(input, sharedSecret);
        CryptographicOperations.ZeroMemory(input);
    }
}
