using System.Text;
using Exchange.Formats.Age;
using Exchange.Formats.Primitives;
using Exchange.Fuzz.Samples;

namespace Exchange.Fuzz.Targets;

/// <summary>
/// An age file: its header encodes to the same bytes, and opening it, whole or by seeking, ends alike and by
/// <see cref="AgeException"/> alone.
/// </summary>
internal static class AgeFileTarget
{
    /// <summary>So low that opening costs nothing; how much a passphrase may cost is the caller's to say.</summary>
    private const int WorkFactor = 2;

    private static readonly AgeIdentity[] Identities =
        [SampleKeys.PostQuantum, SampleKeys.Classical, new ScryptIdentity("passphrase", WorkFactor)];

    public static FuzzTarget Create() => FuzzTarget.Of("age-file", Parse, Hold, Seeds) with
    {
        SharedSeeds = () => AgeVectors.Files(armored: false),
        Words = ["age-encryption.org/v1\n", "\n-> X25519 ", "\n-> mlkem768x25519 ", "\n-> scrypt ", "\n-> grease ", "\n--- ", " 2\n"],
    };

    private static (AgeHeader Header, int Length) Parse(byte[] input)
    {
        int length = AgeHeader.FindEnd(input) ?? throw new MalformedException("the header does not end");
        return (AgeHeader.Parse(input.AsSpan(0, length)), length);
    }

    private static void Hold(byte[] input, (AgeHeader Header, int Length) parsed)
    {
        Promise.SameBytes(input.AsSpan(0, parsed.Length), parsed.Header.Encode());
        byte[]? whole = Promise.OrRefused(() => AgeOpener.Open(input, Identities));
        byte[]? sought = Promise.OrRefused(() => Seek(input));
        Promise.Holds((whole is null) == (sought is null), "the file opens whole or by seeking, but not both");
        if (whole is not null && sought is not null)
        {
            Promise.SameBytes(whole, sought);
            long payload = input.Length - parsed.Length - ChunkCipher.NonceSize;
            Promise.Holds(
                whole.Length == PayloadLayout.Of(payload).PlaintextLength,
                "the plaintext has not the length that the file's length says");
        }

        AgeOpenOptions strict = new() { RequireSinglePostQuantumStanza = true, MaxPlaintextBytes = 1024 };
        byte[]? part = Promise.OrRefused(() => AgeOpener.Open(input, Identities, strict));
        bool isPart = parsed.Header.Stanzas is [{ Kind: HybridRecipient.StanzaKind }] && whole is { Length: <= 1024 };
        Promise.Holds((part is not null) == isPart, "a file passes as a part of an item, or fails to, against the rule for parts");
    }

    private static byte[] Seek(byte[] input)
    {
        using MemoryStream file = new(input, writable: false);
        using AgeSeekableReader reader =
            AgeSeekableReader.OpenAsync(file, Identities, null, CancellationToken.None).GetAwaiter().GetResult();
        using MemoryStream plaintext = new();
        reader.CopyTo(plaintext);
        return plaintext.ToArray();
    }

    private static IEnumerable<Seed> Seeds()
    {
        byte[] text = Encoding.UTF8.GetBytes("a few words");
        yield return new Seed("post-quantum", AgeSealer.Seal(text, [SampleKeys.PostQuantum.Recipient]));
        yield return new Seed(
            "two-post-quantum",
            AgeSealer.Seal(text, [SampleKeys.OtherPostQuantum.Recipient, SampleKeys.PostQuantum.Recipient]));
        yield return new Seed("classical", AgeSealer.Seal(text, [SampleKeys.Classical.Recipient]));
        yield return new Seed("empty", AgeSealer.Seal([], [SampleKeys.Classical.Recipient]));
        yield return new Seed("two-chunks", AgeSealer.Seal(new byte[ChunkCipher.PlainSize + 1], [SampleKeys.Classical.Recipient]));
        using ScryptRecipient passphrase = new("passphrase", WorkFactor);
        yield return new Seed("passphrase", AgeSealer.Seal(text, [passphrase]));
    }
}
