using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Exchange.Formats.Primitives;

//
//  SHA-256
//
//      The hash function of every digest, key id and tree here.
//
//  References:
//
//      FIPS 180-4 - Secure Hash Standard
//
//  Parameters:
//
//      Digest - 32 bytes; as text 64 lower-case hex digits.
//
/// <summary>A SHA-256 digest, 32 bytes; its text form is lower-case hex.</summary>
public readonly struct Sha256Digest : IEquatable<Sha256Digest>
{
    public const int Size = 32;

    private readonly Bytes32 bytes;

    /// <exception cref="MalformedException">The value is not 32 bytes.</exception>
    public Sha256Digest(ReadOnlySpan<byte> value)
    {
        if (value.Length != Size)
        {
            throw new MalformedException($"a SHA-256 digest has {Size} bytes, not {value.Length}");
        }

        value.CopyTo(bytes);
    }

    public static Sha256Digest Of(ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[Size];
        SHA256.HashData(data, digest);
        return new Sha256Digest(digest);
    }

    /// <summary>Reads 64 lower-case hex digits.</summary>
    /// <exception cref="MalformedException">The text is not that.</exception>
    public static Sha256Digest Parse(string hex) =>
        TryParse(hex, out Sha256Digest digest)
            ? digest
            : throw new MalformedException("a SHA-256 digest must be 64 lower-case hex digits");

    public static bool TryParse(string? hex, out Sha256Digest digest)
    {
        digest = default;
        if (hex is not { Length: Size * 2 } || hex.AsSpan().ContainsAnyExcept("0123456789abcdef"))
        {
            return false;
        }

        digest = new Sha256Digest(Convert.FromHexString(hex));
        return true;
    }

    public byte[] ToArray() => ((ReadOnlySpan<byte>)bytes).ToArray();

    public void CopyTo(Span<byte> destination) => ((ReadOnlySpan<byte>)bytes).CopyTo(destination);

    public bool Equals(Sha256Digest other) => ((ReadOnlySpan<byte>)bytes).SequenceEqual(other.bytes);

    public override bool Equals(object? obj) => obj is Sha256Digest other && Equals(other);

    public override int GetHashCode() => BitConverter.ToInt32(bytes);

    public override string ToString() => Convert.ToHexStringLower(bytes);

    public static bool operator ==(Sha256Digest left, Sha256Digest right) => left.Equals(right);

    public static bool operator !=(Sha256Digest left, Sha256Digest right) => !left.Equals(right);

    [InlineArray(Size)]
    private struct Bytes32
    {
        private byte first;
    }
}
