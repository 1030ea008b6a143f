using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Generators;

namespace Exchange.Formats.Primitives;

/// <summary>scrypt (RFC 7914) with r = 8 and p = 1, as age uses it: N = 2^logN takes 2^logN KiB of memory.</summary>
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
