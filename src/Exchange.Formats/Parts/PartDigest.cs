using Exchange.Formats.Primitives;

namespace Exchange.Formats.Parts;

/// <summary>
/// The digest of a sealed part: the RFC 6962 tree hash of its leaves of 1 MiB, 32 bytes; as text lower-case hex. It has a type of
/// its own because it is not the SHA-256 of the file.
/// </summary>
public readonly record struct PartDigest
{
    /// <summary>The name of the algorithm in statements; never <c>sha256</c>.</summary>
    public const string DigestName = "rfc6962-sha256-1mib";

    private readonly Sha256Digest hash;

    internal PartDigest(Sha256Digest hash) => this.hash = hash;

    /// <summary>Reads 64 lower-case hex digits.</summary>
    /// <exception cref="MalformedException">The text is not that.</exception>
    public static PartDigest Parse(string hex) =>
        TryParse(hex, out PartDigest digest)
            ? digest
            : throw new MalformedException("the digest of a part must be 64 lower-case hex digits");

    public static bool TryParse(string? hex, out PartDigest digest)
    {
        bool read = Sha256Digest.TryParse(hex, out Sha256Digest hash);
        digest = new PartDigest(hash);
        return read;
    }

    public byte[] ToArray() => hash.ToArray();

    public override string ToString() => hash.ToString();
}
