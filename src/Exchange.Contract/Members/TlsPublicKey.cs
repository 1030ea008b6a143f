using System.Security.Cryptography;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Members;

/// <summary>A P-256 public key as DER SubjectPublicKeyInfo (91 bytes): what a TLS certificate is pinned to.</summary>
public sealed record TlsPublicKey
{
    private readonly byte[] info;

    /// <exception cref="MalformedException">Not the canonical encoding of a P-256 point.</exception>
    public TlsPublicKey(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        try
        {
            using ECDsa key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out int read);
            if (read != subjectPublicKeyInfo.Length
                || key.ExportParameters(false).Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value
                || !key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(subjectPublicKeyInfo))
            {
                throw new MalformedException("a TLS key is a P-256 SubjectPublicKeyInfo");
            }
        }
        catch (CryptographicException)
        {
            throw new MalformedException("a TLS key is a P-256 SubjectPublicKeyInfo");
        }

        info = subjectPublicKeyInfo.ToArray();
    }

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
