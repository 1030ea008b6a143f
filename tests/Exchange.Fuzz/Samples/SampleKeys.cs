using Exchange.Formats.Age;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Fuzz.Samples;

/// <summary>Keys that protect nothing, the same in every process, so that a target knows the keys its seeds were made with.</summary>
internal static class SampleKeys
{
    public const string LogName = "log.example/audit";

    public static X25519Identity Classical { get; } = X25519Identity.Parse(Bech32.Encode("AGE-SECRET-KEY-", Bytes(1)));

    public static HybridIdentity PostQuantum { get; } = HybridIdentity.Parse(Bech32.Encode("AGE-SECRET-KEY-PQ-", Bytes(2)));

    public static HybridIdentity OtherPostQuantum { get; } = HybridIdentity.Parse(Bech32.Encode("AGE-SECRET-KEY-PQ-", Bytes(3)));

    public static SignerKey Lab { get; } = new(Bytes(4), Bytes(5));

    public static SignerKey Institute { get; } = new(Bytes(6), Bytes(7));

    public static NoteSigner Log { get; } = new(LogName, new Ed25519SigningKey(Bytes(8)));

    public static CosignatureSigner Witness { get; } = new("witness.example/lab", new Ed25519SigningKey(Bytes(9)));

    /// <summary>A P-256 key as SubjectPublicKeyInfo: the curve's base point, whose secret everybody knows to be 1.</summary>
    public static byte[] TlsKey { get; } = Convert.FromHexString(
        "3059301306072a8648ce3d020106082a8648ce3d030107034200046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
        + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");

    /// <summary>As many bytes as a seed has, all the same.</summary>
    public static byte[] Bytes(byte value, int length = 32) => [.. Enumerable.Repeat(value, length)];
}
