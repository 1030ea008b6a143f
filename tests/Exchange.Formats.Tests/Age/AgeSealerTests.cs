using System.Security.Cryptography;
using Exchange.Formats.Age;

namespace Exchange.Formats.Tests.Age;

public class AgeSealerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<int> Sizes => [0, 1, 65535, 65536, 65537, 131072, 1048575, 1048576, 1048577, 2097152, 3300000];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task What_is_sealed_in_memory_or_streamed_is_opened_by_both(int size)
    {
        byte[] plaintext = RandomNumberGenerator.GetBytes(size);
        using HybridIdentity hybrid = HybridIdentity.Generate();
        using X25519Identity classical = X25519Identity.Generate();
        using X25519Identity other = X25519Identity.Generate();
        foreach ((AgeIdentity identity, AgeRecipient[] recipients) in new (AgeIdentity, AgeRecipient[])[]
        {
            (hybrid, [hybrid.Recipient]), (classical, [other.Recipient, classical.Recipient]),
        })
        {
            byte[] inMemory = AgeSealer.Seal(plaintext, recipients);
            using MemoryStream streamed = new();
            await AgeSealer.SealAsync(new MemoryStream(plaintext), streamed, recipients, Cancel);
            Assert.Equal(AgeSealer.SealedLength(size, recipients), inMemory.Length);
            Assert.Equal(AgeSealer.SealedLength(size, recipients), streamed.Length);
            foreach (byte[] file in new[] { inMemory, streamed.ToArray() })
            {
                Assert.Equal(plaintext, AgeOpener.Open(file, [identity]));
                using MemoryStream opened = new();
                await AgeOpener.OpenAsync(new MemoryStream(file), opened, [identity], AgeOpenOptions.Default, Cancel);
                Assert.Equal(plaintext, opened.ToArray());
            }
        }
    }

    [Fact]
    public void A_passphrase_seals_and_opens()
    {
        using ScryptRecipient recipient = new("correct horse", workFactor: 10);
        using ScryptIdentity identity = new("correct horse");
        using ScryptIdentity wrong = new("correct horsf");
        byte[] file = AgeSealer.Seal("hello"u8, [recipient]);
        Assert.Equal(AgeSealer.SealedLength(5, [recipient]), file.Length);
        Assert.Equal("hello"u8, AgeOpener.Open(file, [identity]));
        Assert.Equal(AgeFault.NoMatchingIdentity, Assert.Throws<AgeException>(() => AgeOpener.Open(file, [wrong])).Fault);
        using ScryptIdentity modest = new("correct horse", maxWorkFactor: 9);
        Assert.Equal(AgeFault.Stanza, Assert.Throws<AgeException>(() => AgeOpener.Open(file, [modest])).Fault);
    }

    [Fact]
    public void Recipients_that_do_not_go_together_are_refused()
    {
        using HybridIdentity hybrid = HybridIdentity.Generate();
        using X25519Identity classical = X25519Identity.Generate();
        using ScryptRecipient passphrase = new("x", workFactor: 1);
        AgeRecipient[][] refused =
        [
            [],
            [hybrid.Recipient, classical.Recipient],
            [passphrase, classical.Recipient],
            [passphrase, passphrase],
            [.. Enumerable.Repeat(classical.Recipient, 1025)],
        ];
        foreach (AgeRecipient[] recipients in refused)
        {
            Assert.Throws<ArgumentException>(() => AgeSealer.Seal("x"u8, recipients));
            Assert.Throws<ArgumentException>(() => AgeSealer.SealedLength(1, recipients));
        }
    }

    [Fact]
    public async Task A_refused_mixture_writes_nothing()
    {
        using HybridIdentity hybrid = HybridIdentity.Generate();
        using X25519Identity classical = X25519Identity.Generate();
        using MemoryStream file = new();
        await Assert.ThrowsAsync<ArgumentException>(
            () => AgeSealer.SealAsync(Stream.Null, file, [hybrid.Recipient, classical.Recipient], Cancel));
        Assert.Equal(0, file.Length);
    }

    [Fact]
    public void As_many_recipients_as_are_sealed_to_can_be_opened_with_the_default_bounds()
    {
        using HybridIdentity mine = HybridIdentity.Generate();
        using HybridIdentity other = HybridIdentity.Generate();
        byte[] file = AgeSealer.Seal("x"u8, [.. Enumerable.Repeat(other.Recipient, 1023), mine.Recipient]);
        Assert.Equal("x"u8, AgeOpener.Open(file, [mine]));
    }

    [Fact]
    public void No_two_files_share_a_key_a_nonce_or_a_stanza()
    {
        using HybridIdentity identity = HybridIdentity.Generate();
        byte[] one = AgeSealer.Seal("same"u8, [identity.Recipient]);
        byte[] two = AgeSealer.Seal("same"u8, [identity.Recipient]);
        Assert.False(one.AsSpan(^20..).SequenceEqual(two.AsSpan(^20..)));
        Assert.False(one.AsSpan(40, 100).SequenceEqual(two.AsSpan(40, 100)));
    }
}
