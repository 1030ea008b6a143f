using System.Security.Cryptography;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Age;

/// <summary>age's post-quantum recipient, <c>age1pq1…</c>: an X-Wing public key of 1216 bytes (about 1960 characters).</summary>
public sealed class HybridRecipient : AgeRecipient, IEquatable<HybridRecipient>
{
    internal const string Prefix = "age1pq";
    internal const string StanzaKind = "mlkem768x25519";

    private readonly byte[] publicKey;

    // Kept because it is long and needed again and again while a directory is replayed.
    private string? text;

    internal HybridRecipient(ReadOnlySpan<byte> publicKey) => this.publicKey = publicKey.ToArray();

    public override bool IsPostQuantum => true;

    internal override int StanzaLength => Stanza.LengthOf("mlkem768x25519 ".Length + 1494, FileKey.WrappedSize);

    internal static ReadOnlySpan<byte> Info => "age-encryption.org/mlkem768x25519"u8;

    /// <exception cref="AgeException">It is not a post-quantum recipient, or no identity can exist for it.</exception>
    public static new HybridRecipient Parse(string text) =>
        Bech32.TryDecode(Prefix, text, out byte[]? key) && XWing.IsPublicKey(key)
            ? new HybridRecipient(key) { text = text }
            : throw Malformed(text, "a post-quantum age recipient");

    public bool Equals(HybridRecipient? other) => other is not null && publicKey.AsSpan().SequenceEqual(other.publicKey);

    public override bool Equals(object? obj) => Equals(obj as HybridRecipient);

    public override int GetHashCode() => BitConverter.ToInt32(publicKey);

    public override string ToString() => text ??= Bech32.Encode(Prefix, publicKey);

    internal override Stanza Wrap(FileKey fileKey)
    {
        (byte[] encapsulated, byte[] body) = Hpke.SealBase(publicKey, Info, [], fileKey.Bytes);
        return new Stanza([StanzaKind, StrictBase64.EncodeUnpadded(encapsulated)], body);
    }
}

/// <summary>The secret half, <c>AGE-SECRET-KEY-PQ-1…</c>: a seed of 32 bytes.</summary>
public sealed class HybridIdentity : AgeIdentity
{
    internal const string Prefix = "AGE-SECRET-KEY-PQ-";

    private readonly byte[] seed;
    private readonly XWing key;

    private HybridIdentity(byte[] seed)
    {
        this.seed = seed;
        key = new XWing(seed);
        Recipient = new HybridRecipient(key.PublicKey);
    }

    public HybridRecipient Recipient { get; }

    public static HybridIdentity Generate() => new(RandomNumberGenerator.GetBytes(XWing.SeedSize));

    /// <exception cref="AgeException">It is not a post-quantum identity.</exception>
    public static new HybridIdentity Parse(string text) =>
        Bech32.TryDecode(Prefix, text, out byte[]? seed) && seed.Length == XWing.SeedSize
            ? new HybridIdentity(seed)
            : throw new AgeException(
                AgeFault.Key, "a text that is not a post-quantum age identity (AGE-SECRET-KEY-PQ-1…) was given where one is expected");

    /// <summary>The secret key itself, to be stored in a sealed key file or a grant.</summary>
    public string ExportText() => Bech32.Encode(Prefix, seed);

    public override string ToString() => "a post-quantum identity";

    public override void Dispose()
    {
        CryptographicOperations.ZeroMemory(seed);
        key.Dispose();
    }

    internal override FileKey? TryUnwrap(Stanza stanza)
    {
        if (stanza.Kind != HybridRecipient.StanzaKind)
        {
            return null;
        }

        if (stanza.Arguments.Count != 2
            || !StrictBase64.TryDecodeUnpadded(stanza.Arguments[1], out byte[] encapsulated)
            || encapsulated.Length != XWing.CiphertextSize)
        {
            throw new AgeException(AgeFault.Stanza, "a post-quantum stanza does not have exactly one encapsulated key of 1120 bytes");
        }

        FileKey.RequireWrappedSize(stanza.Body.Span);
        byte[]? opened = Open(encapsulated, stanza.Body.Span);
        if (opened is null)
        {
            return null;
        }

        FileKey fileKey = new(opened);
        CryptographicOperations.ZeroMemory(opened);
        return fileKey;
    }

    private byte[]? Open(byte[] encapsulated, ReadOnlySpan<byte> body)
    {
        try
        {
            return Hpke.TryOpenBase(key, encapsulated, HybridRecipient.Info, [], body);
        }
        catch (MalformedException)
        {
            throw new AgeException(AgeFault.Stanza, "the X25519 half of a post-quantum stanza is a point of low order");
        }
    }
}
