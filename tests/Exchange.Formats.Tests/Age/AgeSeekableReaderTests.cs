using System.Security.Cryptography;
using Exchange.Formats.Age;

namespace Exchange.Formats.Tests.Age;

public class AgeSeekableReaderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_vector_is_read_backwards_as_it_is_read_forwards()
    {
        List<string> wrong = [];
        int streams = 0;
        foreach (AgeVector vector in AgeVector.All().Where(v => !v.IsArmored))
        {
            streams += vector.Name.StartsWith("stream_", StringComparison.Ordinal) ? 1 : 0;
            string outcome, digest = vector.PayloadDigest ?? "";
            try
            {
                await using AgeSeekableReader reader = await AgeSeekableReader.OpenAsync(
                    new MemoryStream(vector.File), vector.Identities(), null, Cancel);
                digest = Convert.ToHexStringLower(SHA256.HashData(ReadBackwards(reader)));
                outcome = "success";
            }
            catch (AgeException e)
            {
                outcome = AgeVectorTests.ExpectationOf(e.Fault);
            }

            if (outcome != vector.Expect || (outcome == "success" && digest != vector.PayloadDigest))
            {
                wrong.Add($"{vector.Name}: expected {vector.Expect}, was {outcome}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(28, streams);
    }

    [Theory]
    [MemberData(nameof(AgeSealerTests.Sizes), MemberType = typeof(AgeSealerTests))]
    public async Task Any_range_is_the_same_range_of_the_plaintext(int size)
    {
        byte[] plaintext = RandomNumberGenerator.GetBytes(size);
        using X25519Identity identity = X25519Identity.Generate();
        // The file may begin anywhere in its stream.
        byte[] file = [7, 7, 7, .. AgeSealer.Seal(plaintext, [identity.Recipient])];
        await using AgeSeekableReader reader = await AgeSeekableReader.OpenAsync(
            new MemoryStream(file) { Position = 3 }, [identity], null, Cancel);
        Assert.Equal(size, reader.Length);
        byte[] buffer = new byte[70000];
        foreach (int from in new[] { 0, 1, size / 2, size - 1, size, size + 5, 65535, 65536, 65537 }.Where(p => p >= 0))
        {
            int expected = Math.Clamp(size - from, 0, buffer.Length);
            reader.Position = from;
            Assert.Equal(expected, reader.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
            Assert.True(plaintext.AsSpan(Math.Min(from, size), expected).SequenceEqual(buffer.AsSpan(0, expected)));
            reader.Seek(from - size, SeekOrigin.End);
            Assert.Equal(expected, await reader.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, Cancel));
            Assert.True(plaintext.AsSpan(Math.Min(from, size), expected).SequenceEqual(buffer.AsSpan(0, expected)));
        }
    }

    [Fact]
    public async Task A_cut_at_a_chunk_is_found_before_anything_is_read()
    {
        using X25519Identity identity = X25519Identity.Generate();
        byte[] file = AgeSealer.Seal(new byte[3 * 65536], [identity.Recipient]);
        byte[] cut = file[..^65552];
        AgeException e = await Assert.ThrowsAsync<AgeException>(
            () => AgeSeekableReader.OpenAsync(new MemoryStream(cut), [identity], null, Cancel));
        Assert.Equal(AgeFault.Payload, e.Fault);
    }

    [Fact]
    public async Task A_forged_chunk_is_found_when_it_is_read_and_the_others_stay_readable()
    {
        using X25519Identity identity = X25519Identity.Generate();
        byte[] file = AgeSealer.Seal(new byte[3 * 65536], [identity.Recipient]);
        file[^(65552 + 100)] ^= 1;
        await using AgeSeekableReader reader = await AgeSeekableReader.OpenAsync(new MemoryStream(file), [identity], null, Cancel);
        byte[] buffer = new byte[65536];
        reader.ReadExactly(buffer);
        Assert.Equal(AgeFault.Payload, Assert.Throws<AgeException>(() => reader.Read(buffer)).Fault);
        Assert.Equal(AgeFault.Payload, (await Assert.ThrowsAsync<AgeException>(() => reader.ReadAsync(buffer, Cancel).AsTask())).Fault);
        reader.Position = 2 * 65536;
        reader.ReadExactly(buffer);
    }

    [Fact]
    public async Task The_bound_on_the_plaintext_holds_here_too()
    {
        using X25519Identity identity = X25519Identity.Generate();
        byte[] file = AgeSealer.Seal(new byte[11], [identity.Recipient]);
        AgeOpenOptions options = new() { MaxPlaintextBytes = 10 };
        AgeException e = await Assert.ThrowsAsync<AgeException>(
            () => AgeSeekableReader.OpenAsync(new MemoryStream(file), [identity], options, Cancel));
        Assert.Equal(AgeFault.TooLarge, e.Fault);
    }

    private static byte[] ReadBackwards(AgeSeekableReader reader)
    {
        byte[] plaintext = new byte[reader.Length];
        const int step = 50000;
        for (long from = (reader.Length - 1) / step * step; from >= 0 && reader.Length > 0; from -= step)
        {
            reader.Position = from;
            reader.ReadExactly(plaintext, (int)from, (int)Math.Min(step, reader.Length - from));
        }

        return plaintext;
    }
}
