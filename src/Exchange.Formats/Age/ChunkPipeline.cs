using System.Diagnostics;

namespace Exchange.Formats.Age;

/// <summary>
/// Carries a payload from a source to a stream in bounded memory. Three batches rotate: one is read while one is
/// worked on and one is written. A batch is worked on only when the next one is known to be empty or not, because
/// the last chunk is marked as such.
/// </summary>
internal static class ChunkPipeline
{
    /// <summary>At most so many chunks are held at any time, in and out.</summary>
    public const int MaxChunksHeld = 3 * ChunkBatch.Chunks;

    public static Task SealAsync(ByteSource plaintext, PayloadKey key, Stream sealedFile, CancellationToken cancellationToken) =>
        RunAsync(
            plaintext,
            () => new ChunkBatch(ChunkCipher.PlainSize, ChunkCipher.SealedSize),
            (batch, first, last) => batch.Seal(key, first, last),
            sealedFile,
            checkLength: null,
            cancellationToken);

    public static Task OpenAsync(ByteSource sealedFile, PayloadKey key, Stream plaintext, AgeOpenOptions options, CancellationToken cancellationToken) =>
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
                // 1. Is this the end? A batch that is not full has met it already.
                ChunkBatch? next = null;
                if (current.IsFull)
                {
                    next = free ?? Add();
                    reading = next.FillAsync(source, cancellationToken);
                    await reading;
                }

                bool last = next is null || next.Length == 0;

                // 2. Work, while the batch before is still being written.
                work(current, first, last);
                await writing;

                // 3. Write, while the batch after the next is being read.
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
