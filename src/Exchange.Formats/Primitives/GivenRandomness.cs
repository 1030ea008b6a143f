using System.Diagnostics;
using Org.BouncyCastle.Crypto.Prng;

namespace Exchange.Formats.Primitives;

/// <summary>
/// Hands BouncyCastle exactly the bytes that the caller drew: the same path then serves fresh keys and test vectors,
/// and asking for more than was drawn is a defect, never a repetition.
/// </summary>
internal sealed class GivenRandomness(byte[] bytes) : IRandomGenerator
{
    private int used;

    public void AddSeedMaterial(byte[] seed) => throw new UnreachableException();

    public void AddSeedMaterial(ReadOnlySpan<byte> seed) => throw new UnreachableException();

    public void AddSeedMaterial(long seed) => throw new UnreachableException();

    public void NextBytes(byte[] bytes) => NextBytes(bytes.AsSpan());

    public void NextBytes(byte[] bytes, int start, int len) => NextBytes(bytes.AsSpan(start, len));

    public void NextBytes(Span<byte> bytes) => Take(bytes.Length).CopyTo(bytes);

    private ReadOnlySpan<byte> Take(int count)
    {
        ReadOnlySpan<byte> taken = bytes.AsSpan(used, count);
        used += count;
        return taken;
    }
}
