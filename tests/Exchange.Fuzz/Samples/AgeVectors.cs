using System.Text;

namespace Exchange.Fuzz.Samples;

/// <summary>The foreign age vectors: each is lines of keys and values, a blank line, and an age file.</summary>
internal static class AgeVectors
{
    /// <summary>The age files, armored or not; those that are kept compressed are left out.</summary>
    public static IEnumerable<Seed> Files(bool armored) =>
        from vector in SharedFiles.In("*", "vectors", "age")
        let parts = Split(vector.Bytes)
        where !parts.Head.Contains("compressed: ", StringComparison.Ordinal)
            && parts.Head.Contains("armored: yes", StringComparison.Ordinal) == armored
        select new Seed(vector.Name, parts.File);

    /// <summary>Every identity that a vector names.</summary>
    public static IEnumerable<Seed> Identities() =>
        from vector in SharedFiles.In("*", "vectors", "age")
        from line in Split(vector.Bytes).Head.Split('\n')
        where line.StartsWith("identity: ", StringComparison.Ordinal)
        group line by line into same
        select new Seed("identity", Encoding.ASCII.GetBytes(same.Key["identity: ".Length..]));

    private static (string Head, byte[] File) Split(byte[] vector)
    {
        int blank = vector.AsSpan().IndexOf("\n\n"u8);
        return (Encoding.UTF8.GetString(vector, 0, blank), vector[(blank + 2)..]);
    }
}
