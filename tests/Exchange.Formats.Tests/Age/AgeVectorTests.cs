using System.Security.Cryptography;
using Exchange.Formats.Age;

namespace Exchange.Formats.Tests.Age;

/// <summary>The C2SP CCTV age vectors, through every way that we open a file.</summary>
public class AgeVectorTests
{
    [Fact]
    public void All_143_vectors_are_there()
    {
        IReadOnlyList<AgeVector> all = AgeVector.All();
        Assert.Equal(143, all.Count);
        Assert.Equal(26, all.Count(v => v.Expect == "success"));
        Assert.Equal(117, all.Count(v => v.Expect != "success"));
        Assert.Equal(18, all.Count(v => v.IsHybrid));
    }

    [Fact]
    public async Task Every_vector_ends_as_it_expects_when_streamed()
    {
        List<string> wrong = [];
        int ran = 0;
        foreach (AgeVector vector in AgeVector.All())
        {
            ran++;
            using MemoryStream plaintext = new();
            string outcome;
            try
            {
                await AgeOpener.OpenAsync(Sealed(vector), plaintext, vector.Identities(), null, TestContext.Current.CancellationToken);
                outcome = "success";
            }
            catch (AgeException e)
            {
                outcome = ExpectationOf(e.Fault);
            }

            string digest = Convert.ToHexStringLower(SHA256.HashData(plaintext.ToArray()));
            if (outcome != vector.Expect || (vector.PayloadDigest is string expected && expected != digest))
            {
                wrong.Add(
                    $"{vector.Name}: expected {vector.Expect}, was {outcome}, payload of {plaintext.Length} bytes "
                        + (digest == vector.PayloadDigest ? "right" : "wrong"));
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(143, ran);
    }

    [Fact]
    public void Every_vector_ends_as_it_expects_when_opened_in_memory()
    {
        List<string> wrong = [];
        foreach (AgeVector vector in AgeVector.All())
        {
            string outcome, digest = vector.PayloadDigest ?? "";
            try
            {
                byte[] file = vector.IsArmored ? AgeArmor.Decode(vector.File) : vector.File;
                digest = Convert.ToHexStringLower(SHA256.HashData(AgeOpener.Open(file, vector.Identities())));
                outcome = "success";
            }
            catch (AgeException e)
            {
                outcome = ExpectationOf(e.Fault);
            }

            // An armor is read whole here, so its faults come before those of what it holds.
            if (outcome != vector.Expect || (outcome == "success" && digest != vector.PayloadDigest))
            {
                wrong.Add($"{vector.Name}: expected {vector.Expect}, was {outcome}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    internal static string ExpectationOf(AgeFault fault) => fault switch
    {
        AgeFault.Header or AgeFault.Stanza => "header failure",
        AgeFault.HeaderMac => "HMAC failure",
        AgeFault.NoMatchingIdentity => "no match",
        AgeFault.Payload => "payload failure",
        AgeFault.Armor => "armor failure",
        _ => fault.ToString(),
    };

    private static Stream Sealed(AgeVector vector) =>
        vector.IsArmored ? AgeArmor.OpenRead(new MemoryStream(vector.File)) : new MemoryStream(vector.File);
}
