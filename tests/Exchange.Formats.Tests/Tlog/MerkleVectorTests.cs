using System.Text.Json;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Exchange.Testing;

namespace Exchange.Formats.Tests.Tlog;

public sealed class MerkleVectorTests
{
    [Fact]
    public void Every_proof_vector_is_accepted_or_refused_as_it_says()
    {
        List<string> wrong = [];
        int inclusion = Run("inclusion", wrong, json => MerkleProofs.VerifyInclusion(
            json.GetProperty("leafIdx").GetInt64(),
            json.GetProperty("treeSize").GetInt64(),
            Digest(json.GetProperty("leafHash")),
            Proof(json),
            Digest(json.GetProperty("root"))));
        int consistency = Run("consistency", wrong, json => MerkleProofs.VerifyConsistency(
            json.GetProperty("size1").GetInt64(),
            json.GetProperty("size2").GetInt64(),
            Digest(json.GetProperty("root1")),
            Digest(json.GetProperty("root2")),
            Proof(json)));
        Assert.Empty(wrong);
        Assert.Equal(196, inclusion + consistency);
    }

    private static int Run(string folder, List<string> wrong, Func<JsonElement, bool> verify)
    {
        string[] files = Directory.GetFiles(SharedMaterial.PathOf("vectors", "tlog", folder), "*.json", SearchOption.AllDirectories);
        foreach (string file in files)
        {
            using JsonDocument vector = JsonDocument.Parse(File.ReadAllBytes(file));
            if (Accepts(vector.RootElement, verify) == vector.RootElement.GetProperty("wantErr").GetBoolean())
            {
                wrong.Add(file);
            }
        }

        return files.Length;
    }

    // Some vectors have sizes beyond 63 bits or empty hashes, which our types cannot even hold.
    private static bool Accepts(JsonElement vector, Func<JsonElement, bool> verify)
    {
        try
        {
            return verify(vector);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // Some roots are texts such as "dont care 1", of which it matters only whether they are equal; our types hold no empty hash.
    private static Sha256Digest Digest(JsonElement element) => element.GetBytesFromBase64() switch
    {
        { Length: Sha256Digest.Size } hash => new Sha256Digest(hash),
        [] => throw new FormatException(),
        byte[] text => Sha256Digest.Of(text),
    };

    private static IReadOnlyList<Sha256Digest> Proof(JsonElement vector) =>
        vector.GetProperty("proof") is { ValueKind: JsonValueKind.Array } proof
        ? [.. proof.EnumerateArray().Select(Digest)]
        : [];
}
