using System.Diagnostics;

namespace Exchange.Formats.Age;

/// <summary>
/// Seals or opens a payload from a source to a stream in bounded memory. Three batches rotate: one is being read, one
/// sealed or opened, and one written. Work on a batch starts only once it is known whether the next one is empty,
/// because the last chunk is marked as such.
/// </summary>
internal static class ChunkPipeline
{
    /// <summary>The most chunks held at any time, for input and for output.</summary>
    public const int MaxChunksHeld = 3 * ChunkBatch.Chunks;

    public static Task SealAsync(ByteSource plaintext, PayloadKey key, Stream sealedFile, CancellationToken cancellationToken) =>
        RunAsync(
            plaintext,
            () => new ChunkBatch(ChunkCipher.PlainSize, ChunkCipher.SealedSize),
            (batch, first, last) => batch.Seal(key, first, last),
            sealedFile,
            checkLength: null,
            cancellationToken);

    public static Task OpenAsync(
        ByteSource sealedFile, PayloadKey key, Stream plaintext, AgeOpenOptions options, CancellationToken cancellationToken) =>
        RunAsync(
            sealedFile,
            () => new ChunkBatch(ChunkCipher.SealedSize, ChunkCipher.PlainSize),
            (batch, first, last) => batch.Open(key, first, last),
            plaintext,
            options.CheckPlaintextLength,
            cancellationToken);

    private static async Task RunAsync(
        ByteSource source,
        Func<ChunkBatch> newBatch,
        Action<ChunkBatch, long, bool> work,
        Stream destination,
        Action<long>? checkLength,
        CancellationToken cancellationToken)
    {
        List<ChunkBatch> batches = [];
        ChunkBatch current = Add();
        ChunkBatch? outgoing = null, free = null;
        Task reading = current.FillAsync(source, cancellationToken);
        Task writing = Task.CompletedTask;
        long written = 0;
        try
        {
            await reading;
            for (long first = 0; ; first += ChunkBatch.Chunks)
            {
                // 1. Is this the end? A batch that is not full is the last.
                ChunkBatch? next = null;
                if (current.IsFull)
                {
                    next = free ?? Add();
                    reading = next.FillAsync(source, cancellationToken);
                    await reading;
                }

                bool last = next is null || next.Length == 0;

                // 2. Work on this batch while the one before is still being written.
                work(current, first, last);
                await writing;

                // 3. Start to write this batch; meanwhile the loop reads the one after the next.
                written += current.Output.Length;
                checkLength?.Invoke(written);
                (outgoing, free) = (current, outgoing);
                writing = destination.WriteAsync(outgoing.Output, cancellationToken).AsTask();
                if (last || outgoing.Fault is not null)
                {
                    await writing;
                    outgoing.ThrowIfFaulty();
                    return;
                }

                current = next ?? throw new UnreachableException();
            }
        }
        finally
        {
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            batches.ForEach(b => b.Clear());
        }

        ChunkBatch Add()
        {
            batches.Add(newBatch());
            return batches[^1];
        }
    }
}
