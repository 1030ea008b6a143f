using System.IO.Compression;
using System.Text;
using Exchange.Formats.Age;
using Exchange.Testing;

namespace Exchange.Formats.Tests.Age;

/// <summary>One file of the C2SP CCTV age vectors: lines of keys and values, a blank line, an age file.</summary>
internal sealed record AgeVector(string Name, ILookup<string, string> Values, byte[] File)
{
    public string Expect => Values["expect"].Single();

    public string? PayloadDigest => Values["payload"].SingleOrDefault();

    public bool IsArmored => Values["armored"].Any();

    /// <summary>The suite of the post-quantum stanza; <c>armor_hybrid</c> counts among the armors.</summary>
    public bool IsHybrid => Name.StartsWith("hybrid", StringComparison.Ordinal);

    public IReadOnlyList<AgeIdentity> Identities() =>
    [
        .. Values["identity"].Select(AgeIdentity.Parse),
        .. Values["passphrase"].Select(p => new ScryptIdentity(p)),
    ];

    public static IReadOnlyList<AgeVector> All() => [.. SharedMaterial.Files("*", "vectors", "age").Select(Read)];

    private static AgeVector Read(string path)
    {
        byte[] bytes = System.IO.File.ReadAllBytes(path);
        int blank = bytes.AsSpan().IndexOf("\n\n"u8);
        ILookup<string, string> values = Encoding.UTF8.GetString(bytes, 0, blank).Split('\n')
            .Select(line => line.Split(": ", 2))
            .ToLookup(pair => pair[0], pair => pair[1]);
        byte[] file = bytes[(blank + 2)..];
        if (values["compressed"].Any())
        {
            using ZLibStream inflated = new(new MemoryStream(file), CompressionMode.Decompress);
            using MemoryStream all = new();
            inflated.CopyTo(all);
            file = all.ToArray();
        }

        return new AgeVector(Path.GetFileName(path), values, file);
    }
}
