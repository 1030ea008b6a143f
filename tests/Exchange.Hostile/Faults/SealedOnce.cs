using System.Security.Cryptography;
using System.Text;

namespace Exchange.Hostile.Faults;

/// <summary>
/// All ciphertext that was ever found, on either side. Two files under one file key must be one file, or a beginning of it: a second
/// plaintext under the same key would give away both.
/// </summary>
internal sealed class SealedOnce
{
    // age's own chunk, under a nonce of its own.
    private const int Chunk = 64 * 1024;
    private const int PayloadNonce = 16;

    private readonly Dictionary<string, List<string>> chunksByHeader = [];

    /// <summary>How many file keys were seen.</summary>
    public int Keys => chunksByHeader.Count;

    /// <summary>Looks at every sealed file below a folder, whole or not.</summary>
    public async Task LookAsync(string folder, CancellationToken cancellationToken)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".age" or ".partial"))
        {
            byte[] bytes = await ReadAsync(path, cancellationToken);
            int header = HeaderLength(bytes);
            if (header > 0)
            {
                Compare(Convert.ToHexString(SHA256.HashData(bytes.AsSpan(0, header))), Chunks(bytes.AsSpan(header)));
            }
        }
    }

    // The server may write to it still, or move it away meanwhile: then it is found where it has gone.
    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using MemoryStream bytes = new();
            await file.CopyToAsync(bytes, cancellationToken);
            return bytes.ToArray();
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    private void Compare(string header, List<string> chunks)
    {
        lock (chunksByHeader)
        {
            List<string> known = chunksByHeader.GetValueOrDefault(header, []);
            Assert.All(known.Zip(chunks), pair => Assert.Equal(pair.First, pair.Second));
            chunksByHeader[header] = known.Count > chunks.Count ? known : chunks;
        }
    }

    // Up to the MAC line, which the file key makes, and the nonce that the payload's key comes from; 0 where not even that was written.
    private static int HeaderLength(ReadOnlySpan<byte> bytes)
    {
        int mac = bytes[..Math.Min(bytes.Length, Chunk)].IndexOf("\n--- "u8);
        int end = mac < 0 ? -1 : bytes[(mac + 1)..].IndexOf((byte)'\n');
        int length = mac + 1 + end + 1 + PayloadNonce;
        return mac < 0 || end < 0 || bytes.Length < length || !bytes.StartsWith(Encoding.ASCII.GetBytes("age-encryption.org/v1\n"))
            ? 0
            : length;
    }

    // Whole chunks only: the last may be cut.
    private static List<string> Chunks(ReadOnlySpan<byte> payload)
    {
        List<string> chunks = [];
        for (; payload.Length >= Chunk; payload = payload[Chunk..])
        {
            chunks.Add(Convert.ToHexString(SHA256.HashData(payload[..Chunk])));
        }

        return chunks;
    }
}
