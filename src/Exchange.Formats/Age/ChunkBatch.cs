using System.Security.Cryptography;

namespace Exchange.Formats.Age;

/// <summary>
/// Up to 16 consecutive chunks. Chunks are independent of each other, so a batch is sealed or
/// opened on all cores. The buffers start with room for one chunk, because most files are small.
/// </summary>
internal sealed class ChunkBatch(int chunkIn, int chunkOut)
{
    public const int Chunks = 16;

    private byte[] input = new byte[chunkIn];
    private byte[] output = new byte[chunkOut];

    /// <summary>Bytes read; 0 at the end of the source.</summary>
    public int Length { get; private set; }

    /// <summary>What is ready to be written.</summary>
    public ReadOnlyMemory<byte> Output { get; private set; }

    public bool IsFull => Length == Chunks * chunkIn;

    /// <summary>What is wrong with the payload after <see cref="Output"/>; null if nothing is.</summary>
    public AgeException? Fault { get; private set; }

    private int Count => Math.Max(1, (Length + chunkIn - 1) / chunkIn);

    public async Task FillAsync(ByteSource source, CancellationToken cancellationToken)
    {
        Length = await source.ReadAsync(input.AsMemory(0, chunkIn), cancellationToken);
        if (Length < chunkIn)
        {
            return;
        }

        if (input.Length == chunkIn)
        {
            byte[] small = input;
            Array.Resize(ref input, Chunks * chunkIn);
            CryptographicOperations.ZeroMemory(small);
            output = new byte[Chunks * chunkOut];
        }

        Length += await source.ReadAsync(input.AsMemory(chunkIn), cancellationToken);
    }

    /// <summary>Seals the batch, whose first chunk has index <paramref name="first"/>.</summary>
    public void Seal(PayloadKey key, long first, bool last)
    {
        int count = Count;
        ForEach(key, count, (cipher, i) =>
        {
            ReadOnlySpan<byte> plaintext = Piece(i);
            cipher.Seal(first + i, last && i == count - 1, plaintext, output.AsSpan(i * chunkOut, plaintext.Length + ChunkCipher.TagSize));
        });
        Output = output.AsMemory(0, Length + (count * ChunkCipher.TagSize));
    }

    /// <summary>Opens the batch: <see cref="Output"/> is the plaintext authenticated before the first fault.</summary>
    public void Open(PayloadKey key, long first, bool last)
    {
        int count = Count;
        ChunkOutcome[] outcomes = new ChunkOutcome[count];
        ForEach(key, count, (cipher, i) =>
            outcomes[i] = cipher.Open(first + i, last && i == count - 1, Piece(i), output.AsSpan(i * chunkOut)));
        int released = 0;
        Fault = null;
        for (int i = 0; i < count && Fault is null; i++)
        {
            released += outcomes[i].Released;
            Fault = outcomes[i].Fault is string what ? new AgeException(AgeFault.Payload, what) : null;
        }

        Output = output.AsMemory(0, released);
    }

    public void ThrowIfFaulty()
    {
        if (Fault is not null)
        {
            throw Fault;
        }
    }

    /// <summary>Zeroes the buffers, which hold plaintext.</summary>
    public void Clear()
    {
        CryptographicOperations.ZeroMemory(input);
        CryptographicOperations.ZeroMemory(output);
    }

    private ReadOnlySpan<byte> Piece(int i) => input.AsSpan(i * chunkIn, Math.Min(chunkIn, Length - (i * chunkIn)));

    private static void ForEach(PayloadKey key, int count, Action<ChunkCipher, int> work)
    {
        if (count == 1)
        {
            using ChunkCipher cipher = key.CreateCipher();
            work(cipher, 0);
            return;
        }

        Parallel.For(
            0,
            count,
            key.CreateCipher,
            (i, _, cipher) =>
            {
                work(cipher, i);
                return cipher;
            },
            cipher => cipher.Dispose());
    }
}
