using Exchange.Client.Errors;
using Exchange.Formats.Parts;

namespace Exchange.Client.Transfer;

/// <summary>Writes a part on as it comes, each leaf only once it is the one that the sender signed. Holds one leaf of 1 MiB.</summary>
internal sealed class LeafWriter(PartTree tree, int nextLeaf, Stream destination, string what)
{
    private readonly byte[] leaf = new byte[PartTreeHasher.LeafSize];
    private int filled;

    /// <summary>The leaf that comes next; all before it are written.</summary>
    public int NextLeaf { get; private set; } = nextLeaf;

    /// <exception cref="VerificationException">A leaf is another, or there are more bytes than the part has.</exception>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            if (NextLeaf == tree.Leaves.Count)
            {
                throw Swapped("goes on after its signed end");
            }

            int wanted = tree.LeafLength(NextLeaf);
            int taken = Math.Min(bytes.Length, wanted - filled);
            bytes[..taken].CopyTo(leaf.AsMemory(filled));
            filled += taken;
            bytes = bytes[taken..];
            if (filled == wanted)
            {
                await WriteLeafAsync(cancellationToken);
            }
        }
    }

    /// <exception cref="VerificationException">The part ended early.</exception>
    public void RequireWhole()
    {
        if (NextLeaf != tree.Leaves.Count)
        {
            throw Swapped("ends before its signed end");
        }
    }

    private async ValueTask WriteLeafAsync(CancellationToken cancellationToken)
    {
        if (!tree.LeafMatches(NextLeaf, leaf.AsSpan(0, filled)))
        {
            throw Swapped($"differs in leaf {NextLeaf}");
        }

        await destination.WriteAsync(leaf.AsMemory(0, filled), cancellationToken);
        filled = 0;
        NextLeaf++;
    }

    private VerificationException Swapped(string how) => new(VerificationFault.PartSwapped, $"{what} {how}");
}
