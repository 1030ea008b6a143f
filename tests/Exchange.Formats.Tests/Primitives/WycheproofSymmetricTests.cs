using System.Security.Cryptography;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tests.Primitives;

/// <summary>The symmetric primitives that age and HPKE rest on; ChaCha20-Poly1305 and HMAC are the platform's, used as they are.</summary>
public class WycheproofSymmetricTests
{
    [Fact]
    public void ChaCha20_Poly1305_does_as_325_vectors_say() => Assert.Equal(325, WycheproofFile.Run("chacha20_poly1305_test.json", c =>
    {
        byte[] nonce = c.Bytes("iv"), message = c.Bytes("msg"), expected = c.Bytes("ct"), tag = c.Bytes("tag"), data = c.Bytes("aad");
        using ChaCha20Poly1305 cipher = new(c.Bytes("key"));
        try
        {
            byte[] opened = new byte[expected.Length];
            cipher.Decrypt(nonce, expected, tag, opened, data);
            byte[] ciphertext = new byte[message.Length], made = new byte[16];
            cipher.Encrypt(nonce, message, ciphertext, made, data);
            bool same = opened.SequenceEqual(message) && ciphertext.SequenceEqual(expected) && made.SequenceEqual(tag);
            return c.IsValid && same ? null : "opened";
        }
        catch (AuthenticationTagMismatchException)
        {
            return c.IsValid ? "the tag did not fit" : null;
        }
        catch (ArgumentException)
        {
            return c.Flagged("InvalidNonceSize") ? null : "the sizes did not fit";
        }
    }));

    [Fact]
    public void Hkdf_does_as_86_vectors_say() => Assert.Equal(86, WycheproofFile.Run("hkdf_sha256_test.json", c =>
    {
        byte[] output = new byte[c.Test.GetProperty("size").GetInt32()];
        try
        {
            HkdfSha256.DeriveKey(c.Bytes("ikm"), c.Bytes("salt"), c.Bytes("info"), output);
            return c.IsValid && output.SequenceEqual(c.Bytes("okm")) ? null : "another output";
        }
        catch (ArgumentOutOfRangeException)
        {
            return c.Flagged("SizeTooLarge") ? null : "refused";
        }
    }));

    [Fact]
    public void Hkdf_in_two_steps_is_hkdf_in_one() => Assert.Equal(86, WycheproofFile.Run("hkdf_sha256_test.json", c =>
    {
        if (!c.IsValid)
        {
            return null;
        }

        byte[] between = new byte[HkdfSha256.HashSize], output = new byte[c.Test.GetProperty("size").GetInt32()];
        HkdfSha256.Extract(c.Bytes("ikm"), c.Bytes("salt"), between);
        HkdfSha256.Expand(between, c.Bytes("info"), output);
        return output.SequenceEqual(c.Bytes("okm")) ? null : "another output";
    }));

    [Fact]
    public void Hmac_does_as_174_vectors_say() => Assert.Equal(174, WycheproofFile.Run("hmac_sha256_test.json", c =>
    {
        byte[] mac = HMACSHA256.HashData(c.Bytes("key"), c.Bytes("msg"))[..(c.Group.GetProperty("tagSize").GetInt32() / 8)];
        return CryptographicOperations.FixedTimeEquals(mac, c.Bytes("tag")) == c.IsValid ? null : "judged otherwise";
    }));
}
