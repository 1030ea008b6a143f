using System.Security.Cryptography;
using System.Text;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Age;

/// <summary>
/// Seals age v1 files (C2SP age.md), each under a file key of its own. The recipients are all post-quantum,
/// or all classical, or one passphrase: a mixture would make the file as weak as its weakest stanza.
/// </summary>
public static class AgeSealer
{
    private const int VersionLineLength = 22;
    private const int MacLineLength = 48;

    /// <summary>Seals plaintext that fits in memory and returns the age file.</summary>
    /// <exception cref="ArgumentException">No recipient, too many, or a mixture.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> plaintext, IReadOnlyList<AgeRecipient> recipients)
    {
        byte[] sealedFile = new byte[SealedLength(plaintext.Length, recipients)];
        using FileKey fileKey = FileKey.Generate();
        byte[] beginning = Begin(fileKey, recipients, out byte[] nonce);
        beginning.CopyTo(sealedFile, 0);
        using PayloadKey key = fileKey.PayloadKey(nonce);
        using ChunkCipher cipher = key.CreateCipher();
        Span<byte> rest = sealedFile.AsSpan(beginning.Length);
        long count = ChunkCipher.CountFor(plaintext.Length);
        for (long index = 0; index < count; index++)
        {
            ReadOnlySpan<byte> piece = plaintext[..Math.Min(plaintext.Length, ChunkCipher.PlainSize)];
            int length = piece.Length + ChunkCipher.TagSize;
            cipher.Seal(index, last: index == count - 1, piece, rest[..length]);
            plaintext = plaintext[piece.Length..];
            rest = rest[length..];
        }

        return sealedFile;
    }

    /// <summary>
    /// Seals a stream to its end, in bounded memory and on all cores. What is written before a failure is not
    /// an age file, because its last chunk is missing.
    /// </summary>
    /// <exception cref="ArgumentException">No recipient, too many, or a mixture; nothing was written.</exception>
    public static async Task SealAsync(
        Stream plaintext, Stream sealedFile, IReadOnlyList<AgeRecipient> recipients, CancellationToken cancellationToken)
    {
        using FileKey fileKey = FileKey.Generate();
        byte[] beginning = Begin(fileKey, recipients, out byte[] nonce);
        using PayloadKey key = fileKey.PayloadKey(nonce);
        await sealedFile.WriteAsync(beginning, cancellationToken);
        await ChunkPipeline.SealAsync(new ByteSource(plaintext), key, sealedFile, cancellationToken);
    }

    /// <summary>The exact length of the age file for this many bytes of plaintext.</summary>
    /// <exception cref="ArgumentException">No recipient, too many, or a mixture.</exception>
    public static long SealedLength(long plaintextLength, IReadOnlyList<AgeRecipient> recipients)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(plaintextLength);
        Check(recipients);
        return VersionLineLength + recipients.Sum(r => (long)r.StanzaLength) + MacLineLength
            + ChunkCipher.NonceSize + plaintextLength + (ChunkCipher.CountFor(plaintextLength) * ChunkCipher.TagSize);
    }

    // The header and the payload's nonce.
    private static byte[] Begin(FileKey fileKey, IReadOnlyList<AgeRecipient> recipients, out byte[] nonce)
    {
        Check(recipients);
        Stanza[] stanzas = [.. recipients.Select(r => r.Wrap(fileKey))];
        byte[] authenticated = AgeHeader.EncodeAuthenticated(stanzas);
        string mac = StrictBase64.EncodeUnpadded(fileKey.MacOf(authenticated));
        nonce = RandomNumberGenerator.GetBytes(ChunkCipher.NonceSize);
        return [.. authenticated, .. Encoding.ASCII.GetBytes($" {mac}\n"), .. nonce];
    }

    private static void Check(IReadOnlyList<AgeRecipient> recipients)
    {
        if (recipients.Count is 0 or > AgeHeader.MaxStanzas)
        {
            throw new ArgumentException(
                $"a file is sealed to 1 to {AgeHeader.MaxStanzas} recipients, not {recipients.Count}", nameof(recipients));
        }

        if (recipients.Count > 1 && recipients.Any(r => r is ScryptRecipient))
        {
            throw new ArgumentException("a passphrase must be a file's only recipient", nameof(recipients));
        }

        if (recipients.Any(r => r.IsPostQuantum != recipients[0].IsPostQuantum))
        {
            throw new ArgumentException(
                "classical and post-quantum recipients cannot be mixed: the file would be as weak as the classical ones",
                nameof(recipients));
        }
    }
}
