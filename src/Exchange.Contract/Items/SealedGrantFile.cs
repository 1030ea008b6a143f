using System.Globalization;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Items;

/// <summary>
/// One key of an item, sealed to the devices of one member: an age file. A grant statement names it by its place and its digest.
/// </summary>
public sealed class SealedGrantFile(ReadOnlyMemory<byte> bytes)
{
    private const string DigestName = "sha256";

    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public ReadOnlySpan<byte> Span => Bytes.Span;

    /// <summary>SHA-256 of the bytes.</summary>
    public Sha256Digest Digest => Sha256Digest.Of(Span);

    /// <summary>The file as the subject of a grant statement.</summary>
    /// <param name="place">Its place among the statement's grants, from 0.</param>
    public StatementSubject Subject(int place) =>
        new(string.Create(CultureInfo.InvariantCulture, $"grant-{place}"), DigestName, Digest.ToString(), Length: null);
}
