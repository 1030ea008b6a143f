using System.Text;
using Exchange.Formats.Age;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tests.Age;

public class AgeOpenOptionsTests
{
    private static readonly HybridIdentity Hybrid = HybridIdentity.Generate();
    private static readonly HybridIdentity OtherHybrid = HybridIdentity.Generate();
    private static readonly X25519Identity Classical = X25519Identity.Generate();
    private static readonly AgeOpenOptions Single = new() { RequireSinglePostQuantumStanza = true };
    private static readonly AgeOpenOptions PostQuantum = new() { RequirePostQuantum = true };

    [Fact]
    public void One_post_quantum_stanza_satisfies_both_demands()
    {
        byte[] file = AgeSealer.Seal("x"u8, [Hybrid.Recipient]);
        Assert.Equal("x"u8, AgeOpener.Open(file, [Hybrid], Single));
        Assert.Equal("x"u8, AgeOpener.Open(file, [Hybrid], PostQuantum));
    }

    [Fact]
    public void Two_post_quantum_stanzas_satisfy_only_the_second()
    {
        byte[] file = AgeSealer.Seal("x"u8, [OtherHybrid.Recipient, Hybrid.Recipient]);
        Assert.Equal("x"u8, AgeOpener.Open(file, [Hybrid], PostQuantum));
        AssertWeak(file, Hybrid, Single);
    }

    [Fact]
    public void A_classical_stanza_satisfies_neither()
    {
        byte[] file = AgeSealer.Seal("x"u8, [Classical.Recipient]);
        AssertWeak(file, Classical, Single);
        AssertWeak(file, Classical, PostQuantum);
    }

    /// <summary>Our sealer refuses to mix, so a hostile one is imitated: a well-made file that is sealed to both kinds.</summary>
    [Fact]
    public void A_post_quantum_stanza_beside_a_classical_or_an_unknown_one_satisfies_neither()
    {
        Func<FileKey, Stanza>[] others = [Classical.Recipient.Wrap, _ => new Stanza(["grease"], default)];
        foreach (Func<FileKey, Stanza> second in others)
        {
            byte[] file = SealMixed(key => [Hybrid.Recipient.Wrap(key), second(key)]);
            Assert.Equal("x"u8, AgeOpener.Open(file, [Hybrid]));
            AssertWeak(file, Hybrid, Single);
            AssertWeak(file, Hybrid, PostQuantum);
        }
    }

    [Fact]
    public void A_passphrase_beside_anything_else_is_refused_whoever_opens()
    {
        using ScryptRecipient passphrase = new("x", workFactor: 1);
        byte[] file = SealMixed(key => [Hybrid.Recipient.Wrap(key), passphrase.Wrap(key)]);
        Assert.Equal(AgeFault.Header, Assert.Throws<AgeException>(() => AgeOpener.Open(file, [Hybrid])).Fault);
    }

    [Fact]
    public void An_unlisted_identity_and_an_empty_list_open_nothing()
    {
        byte[] file = AgeSealer.Seal("x"u8, [Hybrid.Recipient]);
        Assert.Equal(AgeFault.NoMatchingIdentity, Assert.Throws<AgeException>(() => AgeOpener.Open(file, [OtherHybrid, Classical])).Fault);
        Assert.Equal(AgeFault.NoMatchingIdentity, Assert.Throws<AgeException>(() => AgeOpener.Open(file, [])).Fault);
        Assert.Equal("x"u8, AgeOpener.Open(file, [Classical, OtherHybrid, Hybrid]));
    }

    private static void AssertWeak(byte[] file, AgeIdentity identity, AgeOpenOptions options) =>
        Assert.Equal(AgeFault.WeakStanza, Assert.Throws<AgeException>(() => AgeOpener.Open(file, [identity], options)).Fault);

    private static byte[] SealMixed(Func<FileKey, Stanza[]> stanzas)
    {
        using FileKey fileKey = FileKey.Generate();
        byte[] authenticated = AgeHeader.EncodeAuthenticated(stanzas(fileKey));
        byte[] nonce = new byte[16], chunk = new byte[17];
        using PayloadKey key = fileKey.PayloadKey(nonce);
        using ChunkCipher cipher = key.CreateCipher();
        cipher.Seal(0, last: true, "x"u8, chunk);
        string mac = StrictBase64.EncodeUnpadded(fileKey.MacOf(authenticated));
        return [.. authenticated, .. Encoding.ASCII.GetBytes($" {mac}\n"), .. nonce, .. chunk];
    }
}
