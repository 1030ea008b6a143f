using System.Numerics;
using System.Security.Cryptography;
using Exchange.Contract.Members;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Tests.Members;

public sealed class TlsPublicKeyTests
{
    /// <summary>Where the last byte of the curve's object identifier stands in a P-256 key.</summary>
    private const int CurveEnd = 22;

    [Fact]
    public void A_key_of_the_platform_is_read_and_written_alike()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] info = key.ExportSubjectPublicKeyInfo();
        Assert.Equal(info, new TlsPublicKey(info).SubjectPublicKeyInfo.ToArray());
    }

    // Found by fuzzing: the platform answers a curve that it does not know with an exception of its own.
    [Fact]
    public void A_key_on_a_curve_that_nobody_knows_is_malformed()
    {
        foreach (byte last in Enumerable.Range(0, 256).Select(value => (byte)value).Where(value => value != 7))
        {
            byte[] info = Info(ECCurve.NamedCurves.nistP256);
            info[CurveEnd] = last;
            Assert.Throws<MalformedException>(() => new TlsPublicKey(info));
        }
    }

    [Fact]
    public void A_key_with_any_byte_of_its_frame_changed_is_malformed()
    {
        for (int at = 0; at <= CurveEnd + 4; at++)
        {
            byte[] info = Info(ECCurve.NamedCurves.nistP256);
            info[at] ^= 0x40;
            Assert.Throws<MalformedException>(() => new TlsPublicKey(info));
        }
    }

    [Fact]
    public void A_point_that_is_not_on_the_curve_is_malformed()
    {
        byte[] info = Info(ECCurve.NamedCurves.nistP256);
        info[^1] ^= 1;
        Assert.Throws<MalformedException>(() => new TlsPublicKey(info));
    }

    // The same point could else be spelled twice, and so one key be pinned under two names.
    [Fact]
    public void A_coordinate_past_the_field_is_malformed()
    {
        ECCurve curve = Named.Curve;
        BigInteger prime = Unsigned(curve.Prime!), a = Unsigned(curve.A!), b = Unsigned(curve.B!);
        BigInteger x = 0, y = 0;
        for (BigInteger square = -1; square < 0 || BigInteger.ModPow(y, 2, prime) != square; x++)
        {
            square = ((x * x * x) + (a * x) + b) % prime;
            y = BigInteger.ModPow(square, (prime + 1) / 4, prime);
        }

        byte[] info = Info(ECCurve.NamedCurves.nistP256);
        Assert.Equal(91, new TlsPublicKey(At(info, x - 1, y)).SubjectPublicKeyInfo.Length);
        Assert.Throws<MalformedException>(() => new TlsPublicKey(At(info, x - 1 + prime, y)));
    }

    [Fact]
    public void A_key_of_another_curve_or_with_its_curve_spelled_out_is_malformed()
    {
        Assert.Throws<MalformedException>(() => new TlsPublicKey(Info(ECCurve.NamedCurves.nistP384)));
        using ECDsa named = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa spelledOut = ECDsa.Create(named.ExportExplicitParameters(includePrivateParameters: false));
        Assert.Throws<MalformedException>(() => new TlsPublicKey(spelledOut.ExportSubjectPublicKeyInfo()));
    }

    [Fact]
    public void Nothing_is_malformed() => Assert.Throws<MalformedException>(() => new TlsPublicKey([]));

    private static ECParameters Named
    {
        get
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return key.ExportExplicitParameters(includePrivateParameters: false);
        }
    }

    private static BigInteger Unsigned(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] At(byte[] info, BigInteger x, BigInteger y) => [.. info[..^64], .. Bytes(x), .. Bytes(y)];

    private static byte[] Bytes(BigInteger coordinate)
    {
        byte[] bytes = coordinate.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    private static byte[] Info(ECCurve curve)
    {
        using ECDsa key = ECDsa.Create(curve);
        return key.ExportSubjectPublicKeyInfo();
    }
}
