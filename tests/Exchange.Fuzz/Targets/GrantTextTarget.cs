using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Formats.Age;
using Exchange.Fuzz.Samples;

namespace Exchange.Fuzz.Targets;

/// <summary>A grant's plaintext: it encodes to the same bytes, and the identity in it opens or is refused.</summary>
internal static class GrantTextTarget
{
    private static readonly GrantText Sample = new(
        SampleStatements.Item, SampleStatements.Digest, SealedKey.Content, SampleStatements.Member, SampleKeys.PostQuantum.ExportText());

    public static FuzzTarget Create() => FuzzTarget.Of("grant", static input => GrantText.Parse(input), Hold, Seeds) with
    {
        Words = ["# item ", "\n# statement ", "\n# key ", "\n# member ", "card", "content", "\nAGE-SECRET-KEY-PQ-1"],
    };

    private static void Hold(byte[] input, GrantText grant)
    {
        Promise.SameBytes(input, grant.Encode());
        Promise.Holds(!grant.ToString().Contains("AGE-SECRET", StringComparison.OrdinalIgnoreCase), "a grant shows its secret");
        using HybridIdentity? identity = Promise.OrRefused(grant.OpenIdentity);
        Promise.Holds(identity is null || identity.ExportText() == grant.Identity, "the identity in a grant has two spellings");
    }

    private static IEnumerable<Seed> Seeds() =>
    [
        new("content", Sample.Encode()),
        new("card", (Sample with { Key = SealedKey.Card }).Encode()),
        new("no-identity", (Sample with { Identity = "" }).Encode()),
    ];
}
