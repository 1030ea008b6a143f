using System.Buffers.Binary;
using System.Globalization;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>The bytes of an Ed25519 cosignature (C2SP tlog-cosignature): a big-endian timestamp followed by the signature.</summary>
internal static class CosignatureFormat
{
    // The end of the year 9999, the last that DateTimeOffset can represent. The specification allows up to 2^63 - 1.
    private const long MaxSeconds = 253_402_300_799;

    public static byte[] Encode(long seconds, ReadOnlySpan<byte> ed25519)
    {
        byte[] signature = new byte[sizeof(ulong) + Ed25519PublicKey.SignatureSize];
        BinaryPrimitives.WriteInt64BigEndian(signature, seconds);
        ed25519.CopyTo(signature.AsSpan(sizeof(ulong)));
        return signature;
    }

    public static bool TryRead(ReadOnlySpan<byte> signature, out long seconds, out ReadOnlySpan<byte> ed25519)
    {
        seconds = 0;
        ed25519 = [];
        if (signature.Length != sizeof(ulong) + Ed25519PublicKey.SignatureSize)
        {
            return false;
        }

        seconds = BinaryPrimitives.ReadInt64BigEndian(signature);
        ed25519 = signature[sizeof(ulong)..];
        return seconds is >= 0 and <= MaxSeconds;
    }

    /// <summary>The signed message: two lines followed by the text of the checkpoint.</summary>
    public static byte[] Message(long seconds, string text) =>
        NoteName.Utf8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{text}"));
}
