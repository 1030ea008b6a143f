using System.Diagnostics;
using Org.BouncyCastle.Crypto.Prng;

namespace Exchange.Formats.Primitives;

/// <summary>
/// Gives BouncyCastle exactly the random bytes that the caller drew, so that fresh keys and test vectors take the same path.
/// Asking for more bytes than were drawn throws; none are ever repeated.
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
