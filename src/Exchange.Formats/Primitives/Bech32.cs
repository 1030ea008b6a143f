using System.Diagnostics.CodeAnalysis;

namespace Exchange.Formats.Primitives;

//
//  Bech32
//
//      Text with a checksum, in which age writes recipients and identities.
//
//  References:
//
//      BIP 173 - Base32 address format for native v0-16 witness outputs
//      C2SP age.md - lifts the limit of 90 characters
//
//  Parameters:
//
//      Prefix - the human-readable part, followed by "1".
//      Data - 5 bits in each character; no stray bits.
//      Checksum - 6 characters, of the lower-case form.
//
/// <summary>Bech32 without a limit on length, as age writes recipients and identities.</summary>
internal static class Bech32
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int ChecksumLength = 6;

    // The value of each character, in either case; -1 if it has none.
    private static readonly sbyte[] Values =
    [
        .. Enumerable.Range(0, 128).Select(code => (sbyte)Alphabet.IndexOf(char.ToLowerInvariant((char)code), StringComparison.Ordinal)),
    ];

    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    /// <summary>Writes lower case, or upper case if the prefix is upper case. The checksum is that of the lower-case form.</summary>
    public static string Encode(string prefix, ReadOnlySpan<byte> data)
    {
        List<byte> groups = Regroup(data);
        string lower = prefix.ToLowerInvariant();
        uint residue = Polymod(lower, groups, new byte[ChecksumLength]) ^ 1;
        char[] text = new char[groups.Count + ChecksumLength];
        for (int i = 0; i < groups.Count; i++)
        {
            text[i] = Alphabet[groups[i]];
        }

        for (int i = 0; i < ChecksumLength; i++)
        {
            text[groups.Count + i] = Alphabet[(int)((residue >> (5 * (ChecksumLength - 1 - i))) & 31)];
        }

        string whole = $"{lower}1{new string(text)}";
        return prefix == lower ? whole : whole.ToUpperInvariant();
    }

    /// <summary>
    /// Reads exactly the text that <see cref="Encode"/> writes for this prefix. False for anything else: mixed case, a different
    /// prefix, a wrong checksum, stray bits.
    /// </summary>
    public static bool TryDecode(string prefix, ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? data)
    {
        data = null;
        if (text.Length < prefix.Length + 1 + ChecksumLength
            || !text.StartsWith(prefix, StringComparison.Ordinal)
            || text[prefix.Length] != '1')
        {
            return false;
        }

        ReadOnlySpan<char> symbols = text[(prefix.Length + 1)..^ChecksumLength];
        byte[] bytes = new byte[symbols.Length * 5 / 8];
        uint buffer = 0;
        int bits = 0, at = 0;
        foreach (char symbol in symbols)
        {
            // Case is checked below, by comparing with the canonical text.
            int value = symbol < Values.Length ? Values[symbol] : -1;
            if (value < 0)
            {
                return false;
            }

            buffer = ((buffer & 0xff) << 5) | (uint)value;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[at++] = (byte)((buffer >> bits) & 0xff);
            }
        }

        if (!text.SequenceEqual(Encode(prefix, bytes)))
        {
            return false;
        }

        data = bytes;
        return true;
    }

    private static List<byte> Regroup(ReadOnlySpan<byte> data)
    {
        List<byte> groups = new(((data.Length * 8) + 4) / 5);
        uint buffer = 0;
        int bits = 0;
        foreach (byte b in data)
        {
            buffer = ((buffer & 0x1f) << 8) | b;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                groups.Add((byte)((buffer >> bits) & 31));
            }
        }

        if (bits > 0)
        {
            groups.Add((byte)((buffer << (5 - bits)) & 31));
        }

        return groups;
    }

    private static uint Polymod(string prefix, List<byte> groups, ReadOnlySpan<byte> checksum)
    {
        uint residue = 1;
        foreach (char c in prefix)
        {
            residue = Step(residue, (byte)(c >> 5));
        }

        residue = Step(residue, 0);
        foreach (char c in prefix)
        {
            residue = Step(residue, (byte)(c & 31));
        }

        foreach (byte group in groups)
        {
            residue = Step(residue, group);
        }

        foreach (byte group in checksum)
        {
            residue = Step(residue, group);
        }

        return residue;
    }

    private static uint Step(uint residue, byte value)
    {
        uint top = residue >> 25;
        uint next = ((residue & 0x1ffffff) << 5) ^ value;
        for (int i = 0; i < Generator.Length; i++)
        {
            next ^= ((top >> i) & 1) * Generator[i];
        }

        return next;
    }
}
