using System.Text;
using Exchange.Client.Errors;
using Exchange.Client.Policies;
using Exchange.Contract.Policy;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Exchange.Client.Tests.Policies;

/// <summary>Whatever is in a policy file, it is read or refused with its mistakes, and nothing else.</summary>
public sealed class PolicyFileProperties
{
    private static readonly PolicyWorld World = new();

    private static readonly byte[][] Wholes =
    [
        "audience: [institute/bob, institute/cyber]\ncard: at-once\nexpires: 90d # soon\npurposes:\n  - research\n"u8.ToArray(),
        [
            .. "approvals:\n  - { count: 2, party: lab, role: approver }\nterms: |\n  One.\n\n  Two.\n"u8,
            .. "marking: 'AMBER'\nretention: ~\n"u8,
        ],
        "{\"openings\": 3, \"handling\": \"A\\x41\\u0041\", ? grantors : readers}\n...\n"u8.ToArray(),
        "%YAML 1.2\n---\nterms: >-\n  folded\n  text\nembargo: !!str 2d\nopenings: &a 1\nexpires: *a\n"u8.ToArray(),
    ];

    private static readonly string[] Pieces =
    [
        ":", "- ", "? ", "[", "]", "{", "}", ",", "|", ">", "|2-", "&a ", "*a", "!", "!!map ", "%TAG ! x", "---\n", "...\n", "\n", "\r",
        "\t", "  ", "#", "'", "\"", "\\", "\\u", "\\xFF", "\0", "\u0085", "\u2028", "\uFEFF", "\uD83D\uDE00", "@", "`", "<<", "=", "~",
        "null", "terms", "audience", "institute/bob", "approvals", "count", "90d", "\u001b[2J",
    ];

    [Property(MaxTest = 2000)]
    public Property Changed_files_are_read_or_refused() => Prop.ForAll(
        (from whole in Gen.Elements(Wholes) from steps in Step().ListOf() select steps.Aggregate(whole, (bytes, step) => step(bytes)))
            .Resize(8).ToArbitrary(),
        ReadOrRefused);

    [Property(MaxTest = 2000)]
    public Property Pieces_of_YAML_in_any_order_are_read_or_refused() => Prop.ForAll(
        Gen.Elements(Pieces).ListOf().Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces))).Resize(40).ToArbitrary(),
        ReadOrRefused);

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("'")]
    [InlineData("a: |\n ")]
    [InlineData("&a ")]
    [InlineData("! ")]
    [InlineData("a")]
    [InlineData("\n")]
    public void A_file_full_of_one_thing_is_refused(string piece) =>
        Assert.NotEmpty(World.Refuse(string.Concat(Enumerable.Repeat(piece, PolicyFile.MaxBytes / piece.Length))).Next);

    /// <summary>Fails by any other exception than the one that is promised.</summary>
    private static bool ReadOrRefused(byte[] file)
    {
        try
        {
            PolicyDraft draft = World.Read(file);
            return PolicyBytes.Encode(draft.Policy).Length > 0
                && (draft.Terms is null || draft.Policy.Terms is { } named && draft.Terms.Matches(named));
        }
        catch (ClientException refused)
        {
            return refused.Exit == ExitCode.Usage && refused.What.StartsWith("p.yaml", StringComparison.Ordinal) && refused.Next.Length > 0
                && (refused.What + refused.Next).EnumerateRunes().All(rune => rune.Value == '\n' || !Rune.IsControl(rune));
        }
    }

    private static Gen<Func<byte[], byte[]>> Step()
    {
        Gen<int> place = Gen.Choose(0, int.MaxValue - 1);
        return Gen.OneOf(
            from at in place
            from value in ArbMap.Default.GeneratorFor<byte>()
            select At(at, (bytes, index) => [.. bytes[..index], value, .. bytes[(index + 1)..]]),
            from at in place
            from piece in Gen.Elements(Pieces)
            select At(at, (bytes, index) => [.. bytes[..index], .. Encoding.UTF8.GetBytes(piece), .. bytes[index..]]),
            from at in place
            from less in Gen.Choose(1, 20)
            select At(at, (bytes, index) => [.. bytes[..index], .. bytes[Math.Min(index + less, bytes.Length)..]]),
            from at in place from other in place select At(at, (bytes, index) => [.. bytes[..index], .. bytes[(other % bytes.Length)..]]));
    }

    private static Func<byte[], byte[]> At(int place, Func<byte[], int, byte[]> change) =>
        bytes => bytes.Length == 0 ? bytes : change(bytes, place % bytes.Length);
}
