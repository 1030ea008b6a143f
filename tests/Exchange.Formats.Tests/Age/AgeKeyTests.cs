using System.Reflection;
using Exchange.Formats.Age;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tests.Age;

public class AgeKeyTests
{
    /// <summary>The examples in the specification.</summary>
    [Fact]
    public void The_identity_of_the_specification_has_the_recipient_of_the_specification()
    {
        using X25519Identity identity = X25519Identity.Parse("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX");
        Assert.Equal("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj", identity.Recipient.ToString());
        using HybridIdentity hybrid = HybridIdentity.Parse(
            "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR");
        string recipient = hybrid.Recipient.ToString();
        Assert.StartsWith(
            "age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235jzxshfg87pzf5zrqtzdxz95paef6caq5aapdmwjjqpjfdyxnzr2"
                + "zampc3uxy0dg4z2n2gm9su72p0pc3u0jvev55",
            recipient,
            StringComparison.Ordinal);
        // The end is the checksum of all that precedes it.
        Assert.EndsWith("gjtqmwze9pyyzk3tlhl53k2ykx3qheyty7saeq0d3fzv49zc0k", recipient, StringComparison.Ordinal);
        Assert.Equal(1959, recipient.Length);
    }

    [Fact]
    public void Keys_come_back_from_their_text()
    {
        using HybridIdentity hybrid = HybridIdentity.Generate();
        using X25519Identity classical = X25519Identity.Generate();
        using AgeIdentity sameHybrid = AgeIdentity.Parse(hybrid.ExportText());
        using AgeIdentity sameClassical = AgeIdentity.Parse(classical.ExportText());
        Assert.Equal(hybrid.Recipient, Assert.IsType<HybridIdentity>(sameHybrid).Recipient);
        Assert.Equal(classical.Recipient, Assert.IsType<X25519Identity>(sameClassical).Recipient);
        Assert.Equal(hybrid.Recipient, AgeRecipient.Parse(hybrid.Recipient.ToString()));
        Assert.Equal(classical.Recipient, AgeRecipient.Parse(classical.Recipient.ToString()));
        Assert.Equal(hybrid.Recipient.GetHashCode(), AgeRecipient.Parse(hybrid.Recipient.ToString()).GetHashCode());
    }

    [Fact]
    public void Any_one_character_altered_is_refused_and_the_text_is_not_quoted()
    {
        using HybridIdentity hybrid = HybridIdentity.Generate();
        using X25519Identity classical = X25519Identity.Generate();
        string[] texts =
            [hybrid.ExportText(), classical.ExportText(), classical.Recipient.ToString(), hybrid.Recipient.ToString()];
        foreach (string text in texts)
        {
            Action<string> parse = text.StartsWith('A') ? t => AgeIdentity.Parse(t).Dispose() : t => AgeRecipient.Parse(t);
            for (int at = 0; at < text.Length; at++)
            {
                char other = text[at] is 'q' or 'Q' ? 'p' : 'q';
                string altered = text[..at] + (char.IsUpper(text[at]) ? char.ToUpperInvariant(other) : other) + text[(at + 1)..];
                AgeException e = Assert.Throws<AgeException>(() => parse(altered));
                Assert.Equal(AgeFault.Key, e.Fault);
                Assert.DoesNotContain(altered[^12..], e.Message, StringComparison.OrdinalIgnoreCase);
            }

            Assert.Throws<AgeException>(() => parse(char.IsUpper(text[0]) ? text.ToLowerInvariant() : text.ToUpperInvariant()));
            Assert.Throws<AgeException>(() => parse(text + " "));
            Assert.Throws<AgeException>(() => parse(text[..^1]));
        }

        Assert.Throws<AgeException>(() => AgeIdentity.Parse(""));
        Assert.Throws<AgeException>(() => AgeRecipient.Parse(""));
    }

    [Fact]
    public void A_recipient_that_is_refused_is_named_by_its_beginning_and_a_secret_not_at_all()
    {
        using X25519Identity identity = X25519Identity.Generate();
        string recipient = identity.Recipient.ToString();
        string expected = $"\"{recipient[..12]}…\" (61 characters) is not an age recipient";
        Assert.StartsWith(expected, Refusal(recipient[..^1]), StringComparison.Ordinal);

        foreach (string secret in (string[])[identity.ExportText(), identity.ExportText().ToLowerInvariant(), " " + identity.ExportText()])
        {
            string refusal = Refusal(secret);
            Assert.DoesNotContain(identity.ExportText()[16..24], refusal, StringComparison.OrdinalIgnoreCase);
            Assert.EndsWith("was given where an age recipient is expected", refusal, StringComparison.Ordinal);
        }

        static string Refusal(string text) => Assert.Throws<AgeException>(() => AgeRecipient.Parse(text)).Message;
    }

    [Fact]
    public void A_recipient_of_low_order_or_with_unreduced_coefficients_is_refused()
    {
        Assert.Throws<AgeException>(() => X25519Recipient.Parse(Bech32.Encode("age", new byte[32])));
        byte[] hybrid = new byte[1216];
        Assert.Throws<AgeException>(() => HybridRecipient.Parse(Bech32.Encode("age1pq", hybrid)));
        hybrid[1184] = 9;
        HybridRecipient.Parse(Bech32.Encode("age1pq", hybrid));
        hybrid.AsSpan(0, 3).Fill(0xff);
        Assert.Throws<AgeException>(() => HybridRecipient.Parse(Bech32.Encode("age1pq", hybrid)));
    }

    [Fact]
    public void Disposal_zeroes_every_secret_array()
    {
        AgeIdentity[] identities = [HybridIdentity.Generate(), X25519Identity.Generate(), new ScryptIdentity("secret")];
        foreach (AgeIdentity identity in identities)
        {
            FieldInfo[] fields = identity.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic);
            byte[][] secrets = [.. fields.Select(field => field.GetValue(identity)).OfType<byte[]>()];
            Assert.NotEmpty(secrets);
            Assert.All(secrets, s => Assert.Contains(s, b => b != 0));
            identity.Dispose();
            Assert.All(secrets, s => Assert.DoesNotContain(s, b => b != 0));
        }
    }

    [Fact]
    public void No_text_of_an_identity_shows_its_secret()
    {
        using HybridIdentity hybrid = HybridIdentity.Generate();
        using X25519Identity classical = X25519Identity.Generate();
        using ScryptIdentity passphrase = new("open sesame");
        using ScryptRecipient recipient = new("open sesame");
        Assert.DoesNotContain("SECRET", $"{hybrid}{classical}", StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("sesame", $"{passphrase}{recipient}", StringComparison.Ordinal);
    }

    [Fact]
    public void An_identity_file_holds_keys_of_both_kinds_comments_and_blank_lines()
    {
        using HybridIdentity hybrid = HybridIdentity.Generate();
        using X25519Identity classical = X25519Identity.Generate();
        IReadOnlyList<AgeIdentity> identities = AgeIdentityFile.Parse(
            $"# created by hand\n\n{hybrid.ExportText()}\r\n# and\n{classical.ExportText()}");
        Assert.Equal(hybrid.Recipient, Assert.IsType<HybridIdentity>(identities[0]).Recipient);
        Assert.Equal(classical.Recipient, Assert.IsType<X25519Identity>(identities[1]).Recipient);
        Assert.Equal(2, identities.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("AGE-SECRET-KEY-1")]
    [InlineData("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj")]
    [InlineData(" AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX")]
    public void Anything_else_is_no_identity_file(string text) =>
        Assert.Equal(AgeFault.Key, Assert.Throws<AgeException>(() => AgeIdentityFile.Parse(text)).Fault);

    [Fact]
    public void An_identity_file_is_bounded()
    {
        using X25519Identity identity = X25519Identity.Generate();
        string many = string.Concat(Enumerable.Repeat(identity.ExportText() + "\n", 257));
        Assert.Equal(AgeFault.TooLarge, Assert.Throws<AgeException>(() => AgeIdentityFile.Parse(many)).Fault);
        Assert.Equal(
            AgeFault.TooLarge,
            Assert.Throws<AgeException>(() => AgeIdentityFile.Parse(new string('\n', 1024 * 1024) + identity.ExportText())).Fault);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(23)]
    public void Work_factors_out_of_bounds_and_empty_passphrases_are_refused(int workFactor)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScryptRecipient("x", workFactor));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScryptIdentity("x", workFactor));
        Assert.Throws<ArgumentException>(() => new ScryptRecipient(""));
        Assert.Throws<ArgumentException>(() => new ScryptIdentity(""));
    }
}
