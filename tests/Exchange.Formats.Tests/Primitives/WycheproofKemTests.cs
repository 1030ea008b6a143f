using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tests.Primitives;

public class WycheproofKemTests
{
    /// <summary>
    /// "Acceptable" cases: RFC 7748 requires that points on the twist and non-canonical encodings be accepted, so we must
    /// get their shared secret right; points that give the all-zero secret, we must refuse.
    /// </summary>
    [Fact]
    public void X25519_agrees_as_518_vectors_do_and_refuses_every_known_secret()
    {
        int refused = 0;
        Assert.Equal(518, WycheproofFile.Run("x25519_test.json", c =>
        {
            byte[] shared = new byte[X25519.KeySize];
            bool agreed = X25519.TryAgree(c.Bytes("private"), c.Bytes("public"), shared);
            refused += agreed ? 0 : 1;
            bool zero = c.Flagged("ZeroSharedSecret");
            bool right = agreed != zero && X25519.IsLowOrder(c.Bytes("public")) == zero && shared.SequenceEqual(c.Bytes("shared"));
            return right ? null : "another secret";
        }));
        Assert.Equal(31, refused);
    }

    [Fact]
    public void Ml_kem_768_decapsulates_as_193_vectors_say() => Assert.Equal(193, WycheproofFile.Run("mlkem_768_test.json", c =>
    {
        byte[] secret = new byte[MlKem768.SharedSecretSize];
        try
        {
            MlKem768 key = new(c.Bytes("seed"));
            key.Decapsulate(c.Bytes("c"), secret);
            bool sameKey = !c.Has("ek") || key.EncapsulationKey.SequenceEqual(c.Bytes("ek"));
            return c.IsValid && sameKey && secret.SequenceEqual(c.Bytes("K")) ? null : "another secret";
        }
        catch (MalformedException)
        {
            return c.IsValid ? "refused" : null;
        }
    }));

    [Fact]
    public void Ml_kem_768_encapsulates_as_265_vectors_say() => Assert.Equal(265, WycheproofFile.Run("mlkem_768_encaps_test.json", c =>
    {
        byte[] ciphertext = new byte[MlKem768.CiphertextSize], secret = new byte[MlKem768.SharedSecretSize];
        try
        {
            MlKem768.Encapsulate(c.Bytes("ek"), c.Bytes("m"), ciphertext, secret);
            return c.IsValid && ciphertext.SequenceEqual(c.Bytes("c")) && secret.SequenceEqual(c.Bytes("K")) ? null : "another secret";
        }
        catch (MalformedException)
        {
            return c.IsValid ? "refused" : null;
        }
    }));

    [Fact]
    public void Ml_kem_768_makes_the_keys_of_100_vectors() => Assert.Equal(100, WycheproofFile.Run("mlkem_768_keygen_seed_test.json", c =>
    {
        MlKem768 key = new(c.Bytes("seed"));
        bool right = key.EncapsulationKey.SequenceEqual(c.Bytes("ek")) && key.ExpandedKey.SequenceEqual(c.Bytes("dk"));
        return c.IsValid && right ? null : "another key";
    }));
}
