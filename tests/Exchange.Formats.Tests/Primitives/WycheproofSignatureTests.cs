using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tests.Primitives;

public class WycheproofSignatureTests
{
    [Fact]
    public void Ed25519_judges_151_signatures_as_the_vectors_do() => Assert.Equal(151, WycheproofFile.Run("ed25519_test.json", c =>
    {
        Ed25519PublicKey key = new(Convert.FromHexString(c.Group.GetProperty("publicKey").GetProperty("pk").GetString()!));
        return key.Verify(c.Bytes("msg"), c.Bytes("sig")) == c.IsValid ? null : "judged otherwise";
    }));

    [Fact]
    public void Ml_dsa_65_judges_210_signatures_as_the_vectors_do() =>
        Assert.Equal(210, WycheproofFile.Run("mldsa_65_verify_test.json", c =>
        {
            try
            {
                MlDsa65PublicKey key = new(c.GroupBytes("publicKey"));
                bool verified = key.Verify(c.Bytes("msg"), c.Bytes("sig"), c.BytesOrEmpty("ctx"));
                return verified == c.IsValid ? null : "judged otherwise";
            }
            catch (MalformedException)
            {
                return c.Flagged("IncorrectPublicKeyLength") ? null : "the key was refused";
            }
        }));

    /// <summary>
    /// 105 cases. Of these 17 give only mu, the hash that FIPS 204 makes of key, context and message: our signing keys
    /// take messages and nothing else, so these do not apply, and 88 run. One of the 88 is randomized where we sign
    /// deterministically: its signature must differ from ours and verify.
    /// </summary>
    [Fact]
    public void Ml_dsa_65_makes_the_signatures_of_88_vectors()
    {
        int ran = 0, onlyMu = 0, randomized = 0;
        Assert.Equal(105, WycheproofFile.Run("mldsa_65_sign_seed_test.json", c =>
        {
            if (!c.Has("msg"))
            {
                onlyMu++;
                return c.Flagged("Internal") ? null : "neither a message nor an internal case";
            }

            ran++;
            try
            {
                using MlDsa65SigningKey key = new(c.GroupBytes("privateSeed"));
                byte[] signature = key.Sign(c.Bytes("msg"), c.BytesOrEmpty("ctx"));
                if (c.Flagged("Randomized"))
                {
                    randomized++;
                    bool verified = key.PublicKey.Verify(c.Bytes("msg"), c.Bytes("sig"));
                    return !signature.SequenceEqual(c.Bytes("sig")) && verified ? null : "does not verify";
                }

                bool right = signature.SequenceEqual(c.Bytes("sig")) && key.PublicKey.Bytes.SequenceEqual(c.GroupBytes("publicKey"));
                return c.IsValid && right ? null : "another signature";
            }
            catch (MalformedException)
            {
                return c.Flagged("IncorrectPrivateKeyLength") ? null : "the seed was refused";
            }
            catch (ArgumentException)
            {
                return c.Flagged("InvalidContext") ? null : "the context was refused";
            }
        }));
        Assert.Equal((88, 17, 1), (ran, onlyMu, randomized));
    }
}
