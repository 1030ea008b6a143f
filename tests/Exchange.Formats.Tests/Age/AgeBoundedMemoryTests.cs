using Exchange.Formats.Age;

namespace Exchange.Formats.Tests.Age;

public class AgeBoundedMemoryTests
{
    private const int Size = 64 * 1024 * 1024;
    private static readonly X25519Identity Identity = X25519Identity.Generate();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sealing_and_opening_64_MiB_hold_at_most_48_chunks()
    {
        HeldBytes sealing = new(), opening = new();
        using MeteredStream plaintext = new(new EndlessStream([], 0x5a), Size, sealing);
        using MemoryStream file = new();
        await AgeSealer.SealAsync(plaintext, new MeteredStream(file, long.MaxValue, sealing), [Identity.Recipient], Cancel);
        Assert.Equal(AgeSealer.SealedLength(Size, [Identity.Recipient]), file.Length);

        file.Position = 0;
        await AgeOpener.OpenAsync(
            new MeteredStream(file, long.MaxValue, opening),
            new MeteredStream(Stream.Null, long.MaxValue, opening),
            [Identity],
            null,
            Cancel);
        Assert.Equal(Size, opening.Written);

        long bound = (ChunkPipeline.MaxChunksHeld * 65552L) + 16384;
        Assert.Equal(48, ChunkPipeline.MaxChunksHeld);
        Assert.InRange(sealing.Peak, 16 * 65536, bound);
        Assert.InRange(opening.Peak, 16 * 65536, bound);
    }

    [Fact]
    public async Task A_small_file_takes_three_small_buffers()
    {
        byte[] file = AgeSealer.Seal("x"u8, [Identity.Recipient]);
        await AgeOpener.OpenAsync(new MemoryStream(file), Stream.Null, [Identity], null, Cancel);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Task done = AgeOpener.OpenAsync(new MemoryStream(file), Stream.Null, [Identity], null, Cancel);
        Assert.True(done.IsCompletedSuccessfully);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000);
    }

    [Fact]
    public async Task More_plaintext_than_the_caller_allows_is_never_written()
    {
        byte[] file = AgeSealer.Seal(new byte[3_000_000], [Identity.Recipient]);
        AgeOpenOptions exactly = new() { MaxPlaintextBytes = 3_000_000 }, less = new() { MaxPlaintextBytes = 2_999_999 };
        using MemoryStream all = new(), some = new();
        await AgeOpener.OpenAsync(new MemoryStream(file), all, [Identity], exactly, Cancel);
        Assert.Equal(3_000_000, all.Length);
        AgeException e = await Assert.ThrowsAsync<AgeException>(
            () => AgeOpener.OpenAsync(new MemoryStream(file), some, [Identity], less, Cancel));
        Assert.Equal(AgeFault.TooLarge, e.Fault);
        Assert.InRange(some.Length, 0, 2_999_999);
        Assert.Equal(AgeFault.TooLarge, Assert.Throws<AgeException>(() => AgeOpener.Open(file, [Identity], less)).Fault);
    }

    [Fact]
    public async Task A_failing_source_and_a_failing_destination_are_reported_as_they_are()
    {
        using MeteredStream failing = new(new EndlessStream([], 1), 5_000_000, new HeldBytes()) { FailAt = 3_000_000 };
        using MemoryStream file = new();
        await Assert.ThrowsAsync<IOException>(() => AgeSealer.SealAsync(failing, file, [Identity.Recipient], Cancel));
        Assert.Throws<AgeException>(() => AgeOpener.Open(file.ToArray(), [Identity]));

        using MeteredStream source = new(new EndlessStream([], 1), 5_000_000, new HeldBytes());
        using MeteredStream full = new(Stream.Null, long.MaxValue, new HeldBytes()) { FailAt = 3_000_000 };
        await Assert.ThrowsAsync<IOException>(() => AgeSealer.SealAsync(source, full, [Identity.Recipient], Cancel));
    }

    [Fact]
    public async Task Cancellation_ends_an_endless_seal()
    {
        using CancellationTokenSource source = new();
        HeldBytes held = new() { OnWritten = written => _ = written > 3_000_000 && Stop(source) };
        using MeteredStream destination = new(Stream.Null, long.MaxValue, held);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => AgeSealer.SealAsync(new EndlessStream([], 1), destination, [Identity.Recipient], source.Token));
    }

    private static bool Stop(CancellationTokenSource source)
    {
        source.Cancel();
        return true;
    }
}
