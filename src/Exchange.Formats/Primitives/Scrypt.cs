using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Generators;

namespace Exchange.Formats.Primitives;

//
//  scrypt
//
//      Password-based key derivation that is expensive in memory.
//
//  References:
//
//      RFC 7914 - The scrypt Password-Based Key Derivation Function
//      C2SP age.md - The scrypt recipient type
//
//  Parameters:
//
//      Cost N - 2^logN.
//      Block size r - 8.
//      Parallelization p - 1.
//      Memory - 128 · r · N bytes: 2^logN KiB.
//
/// <summary>scrypt with the r and p that age uses.</summary>
internal static class Scrypt
{
    public static void DeriveKey(ReadOnlySpan<byte> passphrase, ReadOnlySpan<byte> salt, int logN, Span<byte> key)
    {
        byte[] copy = passphrase.ToArray();
        byte[] derived = SCrypt.Generate(copy, salt.ToArray(), 1 << logN, 8, 1, key.Length);
        derived.CopyTo(key);
        CryptographicOperations.ZeroMemory(copy);
        CryptographicOperations.ZeroMemory(derived);
    }
}
