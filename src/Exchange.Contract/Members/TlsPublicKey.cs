using System.Security.Cryptography;
using Exchange.Formats.Primitives;
using Org.BouncyCastle.Crypto.EC;
using ECCurve = Org.BouncyCastle.Math.EC.ECCurve;

namespace Exchange.Contract.Members;

/// <summary>A P-256 public key as DER SubjectPublicKeyInfo (91 bytes): what a TLS certificate is pinned to.</summary>
public sealed record TlsPublicKey
{
    private const int Size = 91;
    private const int PointAt = 26;

    // The platform's import would check the same but takes ten times as long: a directory has a key for every device.
    private static readonly ECCurve P256 = CustomNamedCurves.GetByName("secp256r1").Curve;

    private readonly byte[] info;

    /// <exception cref="MalformedException">Not the canonical encoding of a P-256 point.</exception>
    public TlsPublicKey(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        // The one beginning, before the platform reads any of it: it would build whatever curve the bytes describe.
        if (subjectPublicKeyInfo.Length != Size || !subjectPublicKeyInfo.StartsWith(Beginning))
        {
            throw new MalformedException("a TLS key is a P-256 SubjectPublicKeyInfo");
        }

        // What follows the beginning is the point; its coordinates have one spelling each, and must satisfy the curve's equation.
        try
        {
            P256.DecodePoint(subjectPublicKeyInfo[PointAt..].ToArray());
        }
        catch (ArgumentException)
        {
            throw new MalformedException("a TLS key is a point of P-256");
        }

        info = subjectPublicKeyInfo.ToArray();
    }

    // RFC 5480: id-ecPublicKey with the named curve secp256r1, then the uncompressed point in a bit string.
    private static ReadOnlySpan<byte> Beginning =>
    [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
        0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
    ];

    public ReadOnlySpan<byte> SubjectPublicKeyInfo => info;

    /// <summary>SHA-256 of the encoding: how a certificate's key is looked up.</summary>
    public Sha256Digest Pin => Sha256Digest.Of(info);

    /// <summary>Verifies an ECDSA signature (SHA-256, IEEE P1363 form, 64 bytes).</summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using ECDsa key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(info, out _);
        return key.VerifyData(message, signature, HashAlgorithmName.SHA256);
    }

    public bool Equals(TlsPublicKey? other) => other is not null && info.AsSpan().SequenceEqual(other.info);

    public override int GetHashCode() => Pin.GetHashCode();

    public override string ToString() => StrictBase64.Encode(info);
}
