using System.Security.Cryptography;
using Exchange.Formats.Age;
using FsCheck.Xunit;

namespace Exchange.Formats.Tests.Age;

public class AgeTamperingTests
{
    private static readonly X25519Identity Classical = X25519Identity.Generate();
    private static readonly HybridIdentity Hybrid = HybridIdentity.Generate();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Property(MaxTest = 100)]
    public void Sealed_then_opened_is_what_it_was(byte[] plaintext, bool postQuantum)
    {
        (AgeIdentity identity, AgeRecipient recipient) =
            postQuantum ? ((AgeIdentity)Hybrid, (AgeRecipient)Hybrid.Recipient) : (Classical, Classical.Recipient);
        byte[] file = AgeSealer.Seal(plaintext, [recipient]);
        Assert.Equal(plaintext, AgeOpener.Open(file, [identity]));
        Assert.Equal(file.Length, AgeSealer.SealedLength(plaintext.Length, [recipient]));
    }

    [Fact]
    public void No_flipped_bit_of_a_small_file_is_ever_opened()
    {
        foreach ((byte[] file, AgeIdentity identity) in new (byte[], AgeIdentity)[]
        {
            (AgeSealer.Seal("the plaintext"u8, [Hybrid.Recipient]), Hybrid),
            (AgeSealer.Seal("the plaintext"u8, [Classical.Recipient]), Classical),
        })
        {
            for (int at = 0; at < file.Length; at++)
            {
                byte[] flipped = [.. file];
                flipped[at] ^= (byte)(1 << RandomNumberGenerator.GetInt32(8));
                Assert.Throws<AgeException>(() => AgeOpener.Open(flipped, [identity]));
            }
        }
    }

    [Property(MaxTest = 60)]
    public async Task A_large_file_flipped_cut_or_extended_releases_only_a_true_beginning(int seed, int chunks, int where, byte mask)
    {
        byte[] plaintext = new byte[(Math.Abs((long)chunks) % 40 * 65536) + (Math.Abs((long)seed) % 3)];
        RandomNumberGenerator.Fill(plaintext);
        byte[] file = AgeSealer.Seal(plaintext, [Classical.Recipient]);
        int at = (int)(Math.Abs((long)where * 7919) % file.Length);
        byte[] altered = (mask % 3) switch
        {
            0 => [.. file[..at], (byte)(file[at] ^ (mask | 1)), .. file[(at + 1)..]],
            1 => file[..at],
            _ => [.. file, .. new byte[(at % 70000) + 1]],
        };
        using MemoryStream released = new();
        await Assert.ThrowsAsync<AgeException>(() => AgeOpener.OpenAsync(new MemoryStream(altered), released, [Classical], null, Cancel));
        Assert.True(plaintext.AsSpan().StartsWith(released.ToArray()));
        Assert.Throws<AgeException>(() => AgeOpener.Open(altered, [Classical]));
    }

    [Fact]
    public async Task Exchanged_chunks_are_refused()
    {
        byte[] file = AgeSealer.Seal(RandomNumberGenerator.GetBytes(3 * 65536), [Classical.Recipient]);
        int payload = file.Length - (3 * 65552);
        int second = payload + 65552, third = payload + (2 * 65552);
        byte[] exchanged = [.. file[..payload], .. file[second..third], .. file[payload..second], .. file[third..]];
        using MemoryStream released = new();
        AgeException e = await Assert.ThrowsAsync<AgeException>(
            () => AgeOpener.OpenAsync(new MemoryStream(exchanged), released, [Classical], null, Cancel));
        Assert.Equal(AgeFault.Payload, e.Fault);
        Assert.Equal(0, released.Length);
    }

    [Fact]
    public void A_header_of_another_file_with_the_same_recipient_does_not_fit()
    {
        byte[] one = AgeSealer.Seal("one"u8, [Classical.Recipient]);
        byte[] two = AgeSealer.Seal("two"u8, [Classical.Recipient]);
        byte[] spliced = [.. one[..168], .. two[168..]];
        Assert.Equal(AgeFault.Payload, Assert.Throws<AgeException>(() => AgeOpener.Open(spliced, [Classical])).Fault);
    }
}
