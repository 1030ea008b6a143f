using System.Security.Cryptography;

namespace Exchange.Formats.Age;

/// <summary>Opens age v1 files (C2SP age.md). Armored files go through <see cref="AgeArmor"/> first.</summary>
public static class AgeOpener
{
    /// <summary>Opens a file that fits in memory. Returns the whole plaintext or throws.</summary>
    /// <exception cref="AgeException">See <see cref="AgeFault"/>.</exception>
    public static byte[] Open(
        ReadOnlySpan<byte> sealedFile, IReadOnlyList<AgeIdentity> identities, AgeOpenOptions? options = null)
    {
        options ??= AgeOpenOptions.Default;
        int headerLength = FindHeader(sealedFile, options);
        using FileKey fileKey = Unlock(sealedFile[..headerLength], identities, options);
        ReadOnlySpan<byte> rest = sealedFile[headerLength..];
        using PayloadKey key = fileKey.PayloadKey(TakeNonce(rest));
        rest = rest[ChunkCipher.NonceSize..];
        PayloadLayout layout = PayloadLayout.Of(rest.Length);
        options.CheckPlaintextLength(layout.PlaintextLength);
        byte[] plaintext = new byte[layout.PlaintextLength];
        using ChunkCipher cipher = key.CreateCipher();
        for (long index = 0; index < layout.Chunks; index++)
        {
            ReadOnlySpan<byte> piece = rest[..layout.SealedSizeOf(index)];
            Span<byte> room = plaintext.AsSpan((int)(index * ChunkCipher.PlainSize));
            ChunkOutcome outcome = cipher.Open(index, last: index == layout.Chunks - 1, piece, room);
            if (outcome.Fault is string what)
            {
                CryptographicOperations.ZeroMemory(plaintext);
                throw new AgeException(AgeFault.Payload, what);
            }

            rest = rest[piece.Length..];
        }

        return plaintext;
    }

    /// <summary>
    /// Opens a stream to its end, in bounded memory and on all cores. Each chunk is written only after it has been
    /// authenticated; the file as a whole is authenticated only once this returns.
    /// </summary>
    /// <exception cref="AgeException">See <see cref="AgeFault"/>.</exception>
    public static async Task OpenAsync(
        Stream sealedFile,
        Stream plaintext,
        IReadOnlyList<AgeIdentity> identities,
        AgeOpenOptions? options,
        CancellationToken cancellationToken)
    {
        options ??= AgeOpenOptions.Default;
        ByteSource source = new(sealedFile);
        byte[] header = await source.ReadHeaderAsync(options.MaxHeaderBytes, cancellationToken);
        using FileKey fileKey = Unlock(header, identities, options);
        byte[] nonce = new byte[ChunkCipher.NonceSize];
        int read = await source.ReadAsync(nonce, cancellationToken);
        using PayloadKey key = fileKey.PayloadKey(TakeNonce(nonce.AsSpan(0, read)));
        await ChunkPipeline.OpenAsync(source, key, plaintext, options, cancellationToken);
    }

    /// <summary>Finds the file key that a header wraps.</summary>
    internal static FileKey Unlock(ReadOnlySpan<byte> header, IReadOnlyList<AgeIdentity> identities, AgeOpenOptions options)
    {
        // 1. Is it a header, and one that the caller accepts?
        AgeHeader parsed = AgeHeader.Parse(header);
        options.Check(parsed.Stanzas);

        // 2. Which identity is it for?
        FileKey? fileKey = null;
        foreach (AgeIdentity identity in identities)
        {
            fileKey ??= UnwrapAny(identity, parsed.Stanzas);
        }

        if (fileKey is null)
        {
            throw new AgeException(AgeFault.NoMatchingIdentity, "none of the identities can open the file");
        }

        // 3. Is the header as it was when the file was sealed?
        byte[] mac = fileKey.MacOf(AgeHeader.EncodeAuthenticated(parsed.Stanzas));
        if (!CryptographicOperations.FixedTimeEquals(mac, parsed.Mac.Span))
        {
            fileKey.Dispose();
            throw new AgeException(AgeFault.HeaderMac, "the age header was altered after it was sealed");
        }

        return fileKey;
    }

    internal static ReadOnlySpan<byte> TakeNonce(ReadOnlySpan<byte> payload) =>
        payload.Length >= ChunkCipher.NonceSize
            ? payload[..ChunkCipher.NonceSize]
            : throw new AgeException(AgeFault.Header, "the age file ends before its payload");

    private static FileKey? UnwrapAny(AgeIdentity identity, IReadOnlyList<Stanza> stanzas)
    {
        foreach (Stanza stanza in stanzas)
        {
            if (identity.TryUnwrap(stanza) is FileKey fileKey)
            {
                return fileKey;
            }
        }

        return null;
    }

    private static int FindHeader(ReadOnlySpan<byte> sealedFile, AgeOpenOptions options)
    {
        bool cut = sealedFile.Length > options.MaxHeaderBytes;
        return AgeHeader.FindEnd(cut ? sealedFile[..options.MaxHeaderBytes] : sealedFile)
            ?? throw (cut
                ? new AgeException(AgeFault.TooLarge, $"the age header is longer than {options.MaxHeaderBytes} bytes")
                : new AgeException(AgeFault.Header, "the age file is cut off in its header"));
    }
}
