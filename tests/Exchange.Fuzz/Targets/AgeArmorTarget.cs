using System.Text;
using Exchange.Formats.Age;
using Exchange.Formats.Primitives;
using Exchange.Fuzz.Samples;

namespace Exchange.Fuzz.Targets;

/// <summary>
/// An age armor, which leaves its writer line ends and white space around it and nothing else: with those put in order it
/// encodes to the same text, and the stream that decodes piece by piece ends as the decoder of the whole.
/// </summary>
internal static class AgeArmorTarget
{
    private const string Begin = "-----BEGIN AGE ENCRYPTED FILE-----";
    private const string End = "-----END AGE ENCRYPTED FILE-----";
    private const int Columns = 64;

    public static FuzzTarget Create() => FuzzTarget.Of("age-armor", Parse, Hold, Seeds) with
    {
        SharedSeeds = () => AgeVectors.Files(armored: true),
        Words = [Begin, End, "\r\n", "=="],
    };

    private static byte[] Parse(byte[] input)
    {
        byte[]? whole = Promise.OrRefused(() => AgeArmor.Decode(input));
        byte[]? read = Promise.OrRefused(() => ReadSlowly(input));
        Promise.Holds((whole is null) == (read is null), "the armor decodes whole or as a stream, but not both");
        if (whole is null || read is null)
        {
            throw new MalformedException("no armor");
        }

        Promise.SameBytes(whole, read);
        return whole;
    }

    private static void Hold(byte[] input, byte[] decoded)
    {
        Promise.Holds(AgeArmor.IsArmored(input), "what decodes as an armor is not taken for one");
        string text = Encoding.Latin1.GetString(input).Trim(' ', '\t', '\r', '\n').Replace("\r\n", "\n", StringComparison.Ordinal);
        Promise.Holds(text == Encode(decoded), "the armor is not the one spelling of its bytes");
    }

    private static byte[] ReadSlowly(byte[] input)
    {
        using Stream stream = AgeArmor.OpenRead(new MemoryStream(input, writable: false));
        using MemoryStream all = new();
        byte[] few = new byte[7];
        while (stream.Read(few) is > 0 and int count)
        {
            all.Write(few, 0, count);
        }

        return all.ToArray();
    }

    private static string Encode(byte[] bytes)
    {
        string body = StrictBase64.Encode(bytes);
        return string.Join('\n', [Begin, .. body.Chunk(Columns).Select(line => new string(line)), End]);
    }

    private static IEnumerable<Seed> Seeds()
    {
        byte[] file = AgeSealer.Seal("a few words"u8, [SampleKeys.Classical.Recipient]);
        string armor = Encode(file);
        yield return new Seed("armor", Encoding.ASCII.GetBytes(armor + "\n"));
        yield return new Seed(
            "carriage-returns",
            Encoding.ASCII.GetBytes("\r\n " + armor.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n\t"));
        yield return new Seed("full-lines", Encoding.ASCII.GetBytes(Encode(new byte[96])));
        yield return new Seed("nothing", Encoding.ASCII.GetBytes(Encode([])));
    }
}
