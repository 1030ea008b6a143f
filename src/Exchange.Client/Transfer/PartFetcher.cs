using Exchange.Client.Errors;
using Exchange.Client.Transport;
using Exchange.Contract.Items;
using Exchange.Formats.Parts;

namespace Exchange.Client.Transfer;

/// <summary>Fetches a sealed part and lets no leaf of it through that is not the one which the sender signed.</summary>
internal sealed class PartFetcher(Participant participant)
{
    /// <summary>Completes what the destination already holds of the part. Afterwards it holds the part, whole and verified.</summary>
    /// <param name="destination">Seekable; what an earlier attempt left in it is checked like what comes.</param>
    /// <param name="held">Gets the bytes that are held, as they grow; or null.</param>
    /// <exception cref="VerificationException">What came is not the part that was signed.</exception>
    public async Task FetchAsync(
        VerifiedItem item,
        ItemPart part,
        Stream destination,
        Action<long>? held,
        CancellationToken cancellationToken)
    {
        string what = $"part {part.Index} of {item.Id}";
        long began = participant.Time.GetTimestamp();

        // 1. The leaf hashes, which count only if they make the signed digest.
        await using PartDownload beginning = await BeginAsync(item, part, 0, what, cancellationToken);
        PartTree tree = beginning.Tree;

        // 2. The leaves that are there already and right; nothing after the first that is not.
        int leaves = await HeldLeavesAsync(tree, destination, cancellationToken);
        long offset = Math.Min(tree.Length, (long)leaves * PartTreeHasher.LeafSize);
        destination.SetLength(offset);
        destination.Position = offset;
        held?.Invoke(offset);

        // 3. The rest, leaf by leaf.
        LeafWriter writer = new(tree, leaves, destination, what);
        if (leaves == 0)
        {
            await CopyAsync(beginning, writer, destination, held, cancellationToken);
        }
        else if (offset < tree.Length)
        {
            await using PartDownload rest = await BeginAsync(item, part, offset, what, cancellationToken);
            await CopyAsync(rest, writer, destination, held, cancellationToken);
        }

        writer.RequireWhole();
        Log.Fetched(
            participant.Logger, item.Id, part.Index, part.Length - offset, (long)participant.Time.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>Fetches a part only to compare it with its signed digest.</summary>
    /// <exception cref="VerificationException">What came is not the part that was signed.</exception>
    public async Task VerifyAsync(VerifiedItem item, ItemPart part, CancellationToken cancellationToken)
    {
        string what = $"part {part.Index} of {item.Id}";
        await using PartDownload download = await BeginAsync(item, part, 0, what, cancellationToken);
        LeafWriter writer = new(download.Tree, 0, Stream.Null, what);
        await CopyAsync(download, writer, Stream.Null, held: null, cancellationToken);
        writer.RequireWhole();
    }

    private async Task<PartDownload> BeginAsync(
        VerifiedItem item,
        ItemPart part,
        long offset,
        string what,
        CancellationToken cancellationToken)
    {
        PartDownload download = await participant.Server.Parts.DownloadAsync(item.Id, part.Index, offset, length: 0, cancellationToken);
        if (download.Tree.Root == part.Digest && download.Tree.Length == part.Length)
        {
            return download;
        }

        await download.DisposeAsync();
        throw new VerificationException(VerificationFault.PartSwapped, $"{what} is announced with another length or other hashes");
    }

    private static async Task CopyAsync(
        PartDownload download,
        LeafWriter writer,
        Stream destination,
        Action<long>? held,
        CancellationToken cancellationToken)
    {
        while (await download.ReadAsync(cancellationToken) is { Length: > 0 } bytes)
        {
            await writer.AppendAsync(bytes, cancellationToken);
            held?.Invoke(destination.Position);
        }
    }

    private static async Task<int> HeldLeavesAsync(PartTree tree, Stream destination, CancellationToken cancellationToken)
    {
        byte[] leaf = new byte[PartTreeHasher.LeafSize];
        destination.Position = 0;
        for (int index = 0; index < tree.Leaves.Count; index++)
        {
            Memory<byte> wanted = leaf.AsMemory(0, tree.LeafLength(index));
            int read = await destination.ReadAtLeastAsync(wanted, wanted.Length, throwOnEndOfStream: false, cancellationToken);
            if (!tree.LeafMatches(index, wanted.Span[..read]))
            {
                return index;
            }
        }

        return tree.Leaves.Count;
    }
}
