namespace Exchange.Formats.Primitives;

/// <summary>
/// The digest of a sealed part: the RFC 6962 tree hash over its leaves of 1 MiB, 32 bytes, lower-case hex as text. A type of its
/// own, because it is not the SHA-256 of the file.
/// </summary>
public readonly record struct PartDigest
{
    /// <summary>How statements name the algorithm; never <c>sha256</c>.</summary>
    public const string DigestName = "rfc6962-sha256-1mib";

    private readonly Sha256Digest hash;

    internal PartDigest(Sha256Digest hash) => this.hash = hash;

    /// <summary>Reads 64 lower-case hex digits.</summary>
    /// <exception cref="MalformedException">Anything else.</exception>
    public static PartDigest Parse(string hex) =>
        TryParse(hex, out PartDigest digest) ? digest : throw new MalformedException("the digest of a part is 64 lower-case hex digits");

    public static bool TryParse(string? hex, out PartDigest digest)
    {
        bool read = Sha256Digest.TryParse(hex, out Sha256Digest hash);
        digest = new PartDigest(hash);
        return read;
    }

    public byte[] ToArray() => hash.ToArray();

    public override string ToString() => hash.ToString();
}
