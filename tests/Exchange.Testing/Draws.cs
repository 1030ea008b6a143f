using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Exchange.Testing;

/// <summary>Draws that look random and are the same for the same number, so that a case which fails can be made again.</summary>
public sealed class Draws(int number)
{
    private int drawn;

    /// <summary>From 0 to one less than the bound.</summary>
    public int Below(int bound)
    {
        Span<byte> seed = stackalloc byte[8], hash = stackalloc byte[32];
        BinaryPrimitives.WriteInt32BigEndian(seed, number);
        BinaryPrimitives.WriteInt32BigEndian(seed[4..], drawn++);
        SHA256.HashData(seed, hash);
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(hash) % (uint)bound);
    }

    public bool OneIn(int times) => Below(times) == 0;

    public T Of<T>(params T[] values) => values[Below(values.Length)];

    /// <summary>Each of the values once in so many times.</summary>
    public T[] Some<T>(int times, params IEnumerable<T> values) => [.. values.Where(_ => OneIn(times))];

    public T? Maybe<T>(int times, Func<T> value)
        where T : struct =>
        OneIn(times) ? value() : null;
}
