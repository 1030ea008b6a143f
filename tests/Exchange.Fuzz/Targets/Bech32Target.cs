using System.Text;
using Exchange.Formats.Age;
using Exchange.Formats.Primitives;
using Exchange.Fuzz.Samples;

namespace Exchange.Fuzz.Targets;

/// <summary>
/// Bech32 and what is written in it: whatever decodes encodes to the same text, whatever bytes are encoded decode to the
/// same bytes, and keys and identity files refuse by <see cref="AgeException"/> alone.
/// </summary>
internal static class Bech32Target
{
    private static readonly string[] Prefixes = ["age", "age1pq", "AGE-SECRET-KEY-", "AGE-SECRET-KEY-PQ-"];

    public static FuzzTarget Create() => FuzzTarget.Of("bech32", Parse, Hold, Seeds) with
    {
        SharedSeeds = AgeVectors.Identities,
        Words = [.. Prefixes.Select(prefix => prefix + "1"), "\n", "#"],
    };

    private static (string Text, string Prefix, byte[] Data) Parse(byte[] input)
    {
        RoundTrip(input);
        string text = Promise.Text(input);
        ReadKeys(text);
        foreach (string prefix in Prefixes)
        {
            if (Bech32.TryDecode(prefix, text, out byte[]? data))
            {
                return (text, prefix, data);
            }
        }

        throw new MalformedException("no bech32 under these prefixes");
    }

    private static void Hold(byte[] input, (string Text, string Prefix, byte[] Data) parsed) =>
        Promise.Holds(Bech32.Encode(parsed.Prefix, parsed.Data) == parsed.Text, "bech32 was accepted in two spellings");

    private static void RoundTrip(byte[] data)
    {
        foreach (string prefix in Prefixes)
        {
            bool decoded = Bech32.TryDecode(prefix, Bech32.Encode(prefix, data), out byte[]? same);
            Promise.Holds(decoded && data.AsSpan().SequenceEqual(same), "what was encoded does not decode to the same bytes");
        }

        Promise.Holds(
            Base32.TryDecode(Base32.Encode(data), out byte[] again) && data.AsSpan().SequenceEqual(again),
            "base32 does not decode to the bytes that were encoded");
    }

    private static void ReadKeys(string text)
    {
        if (Promise.OrRefused(() => AgeRecipient.Parse(text)) is { } recipient)
        {
            Promise.Holds(recipient.ToString() == text, "a recipient was accepted in two spellings");
        }

        if (Promise.OrRefused(() => AgeIdentity.Parse(text)) is { } identity)
        {
            string export = identity is HybridIdentity hybrid ? hybrid.ExportText() : ((X25519Identity)identity).ExportText();
            Promise.Holds(export == text, "an identity was accepted in two spellings");
            identity.Dispose();
        }

        foreach (AgeIdentity line in Promise.OrRefused(() => AgeIdentityFile.Parse(text)) ?? [])
        {
            line.Dispose();
        }

        if (Base32.TryDecode(text, out byte[] bytes))
        {
            Promise.Holds(Base32.Encode(bytes) == text, "base32 was accepted in two spellings");
        }
    }

    private static IEnumerable<Seed> Seeds()
    {
        yield return Of("recipient", SampleKeys.Classical.Recipient.ToString());
        yield return Of("recipient-post-quantum", SampleKeys.PostQuantum.Recipient.ToString());
        yield return Of("identity", SampleKeys.Classical.ExportText());
        yield return Of("identity-post-quantum", SampleKeys.PostQuantum.ExportText());
        yield return Of(
            "identity-file",
            $"# made for tests\n{SampleKeys.Classical.ExportText()}\n\n{SampleKeys.PostQuantum.ExportText()}\n");
        yield return Of("short", Bech32.Encode("age", [1, 2, 3]));
        yield return Of("base32", Base32.Encode(SampleKeys.Bytes(1, 16)));
    }

    private static Seed Of(string name, string text) => new(name, Encoding.ASCII.GetBytes(text));
}
