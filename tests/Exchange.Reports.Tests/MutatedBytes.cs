using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;

namespace Exchange.Reports.Tests;

/// <summary>Files made from whole ones as an attacker or a bad disk would: changed, cut, grown, with numbers that hurt.</summary>
internal static class MutatedBytes
{
    private static readonly uint[] Numbers = [0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];

    public static Arbitrary<byte[]> Of(params byte[][] wholes) => (
        from whole in Gen.Elements(wholes)
        from steps in Step().ListOf()
        select steps.Aggregate(whole, (bytes, step) => step(bytes))).Resize(6).ToArbitrary();

    private static Gen<Func<byte[], byte[]>> Step()
    {
        Gen<int> place = Gen.Choose(0, int.MaxValue - 1);
        return Gen.OneOf(
            from at in place from value in ArbMap.Default.GeneratorFor<byte>() select Step(at, (bytes, index) => bytes[index] = value),
            from at in place from bit in Gen.Choose(0, 7) select Step(at, (bytes, index) => bytes[index] ^= (byte)(1 << bit)),
            from at in place from mark in Gen.Elements("\"\\{}[]:,N-"u8.ToArray()) select Step(at, (bytes, index) => bytes[index] = mark),
            from at in place
            from number in Gen.Elements(Numbers)
            from size in Gen.Elements(2, 4, 8)
            select Step(at, (bytes, index) => Overwrite(bytes, index, number, size)),
            from at in place select Whole(at, (bytes, index) => bytes[..index]),
            from at in place select Whole(at, (bytes, index) => bytes[index..]),
            from at in place
            from more in Gen.Choose(1, 40)
            select Whole(at, (bytes, index) => [.. bytes[..index], .. new byte[more], .. bytes[index..]]),
            from at in place
            from less in Gen.Choose(1, 40)
            select Whole(at, (bytes, index) => [.. bytes[..index], .. bytes[Math.Min(index + less, bytes.Length)..]]),
            from at in place
            from other in place
            select Whole(at, (bytes, index) => [.. bytes[..index], .. bytes[(other % bytes.Length)..]]));
    }

    private static Func<byte[], byte[]> Step(int place, Action<byte[], int> change) => Whole(
        place,
        (bytes, index) =>
        {
            byte[] changed = [.. bytes];
            change(changed, index);
            return changed;
        });

    private static Func<byte[], byte[]> Whole(int place, Func<byte[], int, byte[]> change) =>
        bytes => bytes.Length == 0 ? bytes : change(bytes, place % bytes.Length);

    private static void Overwrite(byte[] bytes, int at, uint number, int size)
    {
        Span<byte> written = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(written, number == uint.MaxValue ? ulong.MaxValue : number);
        written[..Math.Min(size, bytes.Length - at)].CopyTo(bytes.AsSpan(at));
    }
}
