using System.Buffers;

namespace Exchange.Formats.Age;

/// <summary>
/// Reads ASCII-armored age files (C2SP age.md, RFC 7468 strict): lines of 64 columns, canonical base64, LF or CRLF,
/// white space only before and after. Opening never guesses whether a file is armored: callers ask <see cref="IsArmored"/>.
/// </summary>
internal static class AgeArmor
{
    internal static ReadOnlySpan<byte> Begin => "-----BEGIN AGE ENCRYPTED FILE-----"u8;

    internal static ReadOnlySpan<byte> End => "-----END AGE ENCRYPTED FILE-----"u8;

    /// <summary>Whether these first bytes of a file, after any white space, begin an armor.</summary>
    public static bool IsArmored(ReadOnlySpan<byte> beginning) => beginning.TrimStart(" \t\r\n"u8).StartsWith(Begin);

    /// <summary>Decodes a whole armor into the age file inside it.</summary>
    /// <exception cref="AgeException"><see cref="AgeFault.Armor"/>.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> armored)
    {
        ArrayBufferWriter<byte> bytes = new();
        ArmorDecoder decoder = new();
        decoder.Push(armored, bytes);
        decoder.Complete(bytes);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>
    /// A stream of the bytes inside an armor. Reading it throws <see cref="AgeException"/> where the armor is malformed; disposing it
    /// disposes <paramref name="armored"/>.
    /// </summary>
    public static Stream OpenRead(Stream armored) => new ArmorReader(armored);
}
