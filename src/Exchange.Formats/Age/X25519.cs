using System.Security.Cryptography;
using Exchange.Formats.Primitives;
using Curve = Exchange.Formats.Primitives.X25519;

namespace Exchange.Formats.Age;

/// <summary>age's classical recipient, <c>age1…</c>: an X25519 public key of 32 bytes.</summary>
internal sealed class X25519Recipient : AgeRecipient, IEquatable<X25519Recipient>
{
    internal const string Prefix = "age";
    internal const string StanzaKind = "X25519";

    private readonly byte[] publicKey;

    internal X25519Recipient(byte[] publicKey) => this.publicKey = publicKey;

    public override bool IsPostQuantum => false;

    internal override int StanzaLength => Stanza.LengthOf("X25519 ".Length + 43, FileKey.WrappedSize);

    /// <exception cref="AgeException">It is not an X25519 recipient, or is a point of low order.</exception>
    public static new X25519Recipient Parse(string text) =>
        Bech32.TryDecode(Prefix, text, out byte[]? key) && key.Length == Curve.KeySize && !Curve.IsLowOrder(key)
            ? new X25519Recipient(key)
            : throw Malformed(text, "an age recipient");

    public bool Equals(X25519Recipient? other) => other is not null && publicKey.AsSpan().SequenceEqual(other.publicKey);

    public override bool Equals(object? obj) => Equals(obj as X25519Recipient);

    public override int GetHashCode() => BitConverter.ToInt32(publicKey);

    public override string ToString() => Bech32.Encode(Prefix, publicKey);

    internal override Stanza Wrap(FileKey fileKey)
    {
        Span<byte> ephemeral = stackalloc byte[Curve.KeySize];
        Span<byte> shared = stackalloc byte[Curve.KeySize];
        Span<byte> wrapKey = stackalloc byte[Curve.KeySize];
        RandomNumberGenerator.Fill(ephemeral);
        try
        {
            byte[] share = Curve.PublicKeyOf(ephemeral);
            if (!Curve.TryAgree(ephemeral, publicKey, shared))
            {
                throw new AgeException(AgeFault.Key, "the X25519 recipient is a point of low order");
            }

            DeriveWrapKey(shared, share, publicKey, wrapKey);
            return new Stanza([StanzaKind, StrictBase64.EncodeUnpadded(share)], fileKey.Wrap(wrapKey));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(ephemeral);
            CryptographicOperations.ZeroMemory(shared);
            CryptographicOperations.ZeroMemory(wrapKey);
        }
    }

    internal static void DeriveWrapKey(
        ReadOnlySpan<byte> shared, ReadOnlySpan<byte> share, ReadOnlySpan<byte> recipient, Span<byte> wrapKey) =>
        HkdfSha256.DeriveKey(shared, [.. share, .. recipient], "age-encryption.org/v1/X25519"u8, wrapKey);

    internal ReadOnlySpan<byte> PublicKey => publicKey;
}

/// <summary>The secret half, <c>AGE-SECRET-KEY-1…</c>: an X25519 scalar of 32 bytes.</summary>
internal sealed class X25519Identity : AgeIdentity
{
    internal const string Prefix = "AGE-SECRET-KEY-";

    private readonly byte[] secretKey;

    private X25519Identity(byte[] secretKey)
    {
        this.secretKey = secretKey;
        Recipient = new X25519Recipient(Curve.PublicKeyOf(secretKey));
    }

    public X25519Recipient Recipient { get; }

    public static X25519Identity Generate() => new(RandomNumberGenerator.GetBytes(Curve.KeySize));

    /// <exception cref="AgeException">It is not an X25519 identity.</exception>
    public static new X25519Identity Parse(string text) =>
        Bech32.TryDecode(Prefix, text, out byte[]? key) && key.Length == Curve.KeySize
            ? new X25519Identity(key)
            : throw new AgeException(
                AgeFault.Key, "a text that is not an age identity (AGE-SECRET-KEY-1…) was given where one is expected");

    /// <summary>The secret key itself, to be stored in a sealed key file.</summary>
    public string ExportText() => Bech32.Encode(Prefix, secretKey);

    public override string ToString() => "an X25519 identity";

    public override void Dispose() => CryptographicOperations.ZeroMemory(secretKey);

    internal override FileKey? TryUnwrap(Stanza stanza)
    {
        if (stanza.Kind != X25519Recipient.StanzaKind)
        {
            return null;
        }

        if (stanza.Arguments.Count != 2
            || !StrictBase64.TryDecodeUnpadded(stanza.Arguments[1], out byte[] share)
            || share.Length != Curve.KeySize)
        {
            throw new AgeException(AgeFault.Stanza, "an X25519 stanza does not have exactly one share of 32 bytes");
        }

        FileKey.RequireWrappedSize(stanza.Body.Span);
        Span<byte> shared = stackalloc byte[Curve.KeySize];
        Span<byte> wrapKey = stackalloc byte[Curve.KeySize];
        try
        {
            if (!Curve.TryAgree(secretKey, share, shared))
            {
                throw new AgeException(AgeFault.Stanza, "the share of an X25519 stanza is a point of low order");
            }

            X25519Recipient.DeriveWrapKey(shared, share, Recipient.PublicKey, wrapKey);
            return FileKey.TryUnwrap(wrapKey, stanza.Body.Span);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(shared);
            CryptographicOperations.ZeroMemory(wrapKey);
        }
    }
}
