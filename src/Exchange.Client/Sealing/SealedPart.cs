using System.Diagnostics;
using Exchange.Contract.Items;
using Exchange.Formats.Dsse;
using Exchange.Formats.Parts;

namespace Exchange.Client.Sealing;

/// <summary>One sealed file of an item that is being sent: in memory, or spooled as ciphertext. Its bytes never change.</summary>
internal sealed class SealedPart
{
    private readonly ReadOnlyMemory<byte>? bytes;
    private readonly string? spooled;

    private SealedPart(int index, PartTree tree, ReadOnlyMemory<byte>? bytes, string? spooled)
    {
        Index = index;
        Tree = tree;
        this.bytes = bytes;
        this.spooled = spooled;
    }

    /// <summary>0 is the card.</summary>
    public int Index { get; }

    public PartTree Tree { get; }

    public bool IsSpooled => spooled is not null;

    /// <summary>The part as the item's statement names it.</summary>
    public StatementSubject Subject => new(ItemVerifier.SubjectName(Index), PartDigest.DigestName, Tree.Root.ToString(), Tree.Length);

    public static SealedPart InMemory(int index, ReadOnlyMemory<byte> bytes)
    {
        using PartTreeHasher hasher = new();
        hasher.Append(bytes.Span);
        return new SealedPart(index, hasher.Finish(), bytes, null);
    }

    public static SealedPart Spooled(int index, PartTree tree, string path) => new(index, tree, null, path);

    /// <summary>The sealed bytes from an offset on.</summary>
    public ValueTask<Stream> OpenAt(long offset, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Stream stream = (bytes, spooled) switch
        {
            ({ } held, _) => new MemoryStream(held.ToArray(), writable: false),
            (_, { } path) => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true),
            _ => throw new UnreachableException(),
        };
        stream.Position = offset;
        return ValueTask.FromResult(stream);
    }
}
