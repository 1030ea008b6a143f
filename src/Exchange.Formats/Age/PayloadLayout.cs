namespace Exchange.Formats.Age;

/// <summary>How a payload of known length (not counting its nonce) divides into chunks.</summary>
internal readonly record struct PayloadLayout(long SealedLength, long Chunks, long PlaintextLength)
{
    /// <exception cref="AgeException">No payload has this length.</exception>
    public static PayloadLayout Of(long sealedLength)
    {
        long chunks = (sealedLength + ChunkCipher.SealedSize - 1) / ChunkCipher.SealedSize;
        long lastSealed = sealedLength - ((chunks - 1) * ChunkCipher.SealedSize);
        return chunks > 0 && lastSealed >= ChunkCipher.TagSize
            ? new PayloadLayout(sealedLength, chunks, sealedLength - (chunks * ChunkCipher.TagSize))
            : throw new AgeException(AgeFault.Payload, "the payload is cut off in the middle of a chunk");
    }

    public int SealedSizeOf(long index) =>
        (int)Math.Min(ChunkCipher.SealedSize, SealedLength - (index * ChunkCipher.SealedSize));
}
