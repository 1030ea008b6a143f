using System.Text;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Age;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Items;

/// <summary>
/// The plaintext of a grant: an age identity file whose comment lines say what the key belongs to. Whoever opens it compares each
/// line with the verified statement, so that a grant cannot be moved to another item, statement, key or member.
/// </summary>
public sealed record GrantText(ItemId Item, Sha256Digest Statement, SealedKey Key, MemberId Member, string Identity)
{
    /// <summary>The largest plaintext that a grant has, in bytes.</summary>
    public const int MaxBytes = 1024;

    public byte[] Encode() => Encoding.ASCII.GetBytes(
        $"# item {Item}\n# statement {Statement}\n# key {SealedKeyNames.Format(Key)}\n# member {Member}\n{Identity}\n");

    /// <exception cref="MalformedException">Anything but the one spelling.</exception>
    public static GrantText Parse(ReadOnlySpan<byte> plaintext)
    {
        string[] lines = plaintext.Length <= MaxBytes ? Encoding.ASCII.GetString(plaintext).Split('\n') : [];
        if (lines.Length != 6 || lines[5].Length != 0)
        {
            throw new MalformedException("a grant has five lines");
        }

        GrantText grant = new(
            ItemId.Parse(After(lines[0], "# item ")),
            Sha256Digest.Parse(After(lines[1], "# statement ")),
            SealedKeyNames.Parse(After(lines[2], "# key ")),
            MemberId.Parse(After(lines[3], "# member ")),
            lines[4]);
        return grant.Encode().AsSpan().SequenceEqual(plaintext)
            ? grant
            : throw new MalformedException("a grant is not in its one spelling");
    }

    /// <summary>The key itself; the caller disposes of it.</summary>
    /// <exception cref="AgeException">The identity line is no post-quantum age identity.</exception>
    public HybridIdentity OpenIdentity() => HybridIdentity.Parse(Identity);

    // A record would print the identity.
    public override string ToString() => $"grant of the {SealedKeyNames.Format(Key)} key of {Item}";

    private static string After(string line, string prefix) =>
        line.StartsWith(prefix, StringComparison.Ordinal)
            ? line[prefix.Length..]
            : throw new MalformedException($"a grant's line does not begin with '{prefix.TrimEnd()}'");
}
