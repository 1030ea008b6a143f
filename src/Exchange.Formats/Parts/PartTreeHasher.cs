using System.Collections.Concurrent;
using System.Security.Cryptography;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Parts;

/// <summary>
/// Hashes a part as it passes, leaf by leaf, on as many threads as there are processors: SHA-256 on one thread would be the
/// slowest step of sealing. Holds at most one leaf of 1 MiB for each processor and one being filled. If all processors are busy
/// the caller's own thread hashes, so that nothing queues up; only the end waits for the leaves being hashed. Not for concurrent
/// use.
/// </summary>
public sealed class PartTreeHasher : IDisposable
{
    /// <summary>1 MiB.</summary>
    public const int LeafSize = 1024 * 1024;

    private static readonly int Workers = Environment.ProcessorCount;

    // Written by the caller's thread and by the workers: idle counts the workers that are free, spare holds leaves to fill again.
    private readonly SemaphoreSlim idle = new(Workers, Workers);
    private readonly ConcurrentBag<byte[]> spare = [];
    private readonly ConcurrentDictionary<int, Sha256Digest> hashes = new();

    // Written by the caller's thread only. The leaf being filled is RFC 6962's 0x00 and up to 1 MiB, so that one call hashes it.
    private byte[]? leaf;
    private int filled;
    private int leaves;
    private long length;
    private bool finished;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(finished, this);
        length += bytes.Length;
        while (!bytes.IsEmpty)
        {
            leaf ??= spare.TryTake(out byte[]? free) ? free : new byte[1 + LeafSize];
            int taken = Math.Min(bytes.Length, LeafSize - filled);
            bytes[..taken].CopyTo(leaf.AsSpan(1 + filled));
            filled += taken;
            bytes = bytes[taken..];
            if (filled == LeafSize)
            {
                HashLeaf(leaf);
            }
        }
    }

    /// <summary>Hashes what is left and returns the tree. Nothing can be appended afterwards.</summary>
    public PartTree Finish()
    {
        ObjectDisposedException.ThrowIf(finished, this);
        if (leaf is not null && filled > 0)
        {
            hashes[leaves++] = Sha256Digest.Of(leaf.AsSpan(0, 1 + filled));
        }

        WaitForWorkers();
        return PartTree.FromLeaves(length, [.. Enumerable.Range(0, leaves).Select(index => hashes[index])]);
    }

    public void Dispose()
    {
        WaitForWorkers();
        idle.Dispose();
    }

    private void HashLeaf(byte[] full)
    {
        int index = leaves++;
        filled = 0;
        if (idle.Wait(0))
        {
            leaf = null;
            ThreadPool.UnsafeQueueUserWorkItem(_ => HashAside(index, full), null);
        }
        else
        {
            hashes[index] = new Sha256Digest(SHA256.HashData(full));
        }
    }

    private void HashAside(int index, byte[] full)
    {
        hashes[index] = new Sha256Digest(SHA256.HashData(full));
        spare.Add(full);
        idle.Release();
    }

    private void WaitForWorkers()
    {
        if (finished)
        {
            return;
        }

        finished = true;
        for (int i = 0; i < Workers; i++)
        {
            // No longer than it takes to hash one leaf: a worker waits for nothing.
            idle.Wait();
        }
    }
}
