using System.Security.Cryptography;

namespace Exchange.Formats.Age;

/// <summary>The key of a payload: gives each worker a cipher of its own, as those of the platform are not for concurrent use.</summary>
internal sealed class PayloadKey(ReadOnlySpan<byte> key) : IDisposable
{
    private readonly byte[] key = key.ToArray();

    public ChunkCipher CreateCipher() => new(key);

    public void Dispose() => CryptographicOperations.ZeroMemory(key);
}
