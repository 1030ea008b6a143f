using Exchange.Client.Home;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Client.Tests.Fakes;

/// <summary>A log in memory, which signs whatever it is told to: honest if left alone.</summary>
internal sealed class FakeLog(NoteSigner signer, string origin)
{
    private readonly Dictionary<(int Level, long Index), ReadOnlyMemory<byte>> tiles = [];
    private readonly TreeAppender tree = new();

    public long Size => tree.Size;

    public int ProofsAsked { get; private set; }

    public void Append(Sha256Digest entry)
    {
        tree.Append(RecordHash.Leaf(entry.ToArray()));
        foreach (ChangedTile tile in tree.TakeChangedTiles())
        {
            tiles[(tile.Level, tile.Index)] = tile.Bytes;
        }
    }

    public void Append(string entry) => Append(Sha256Digest.Of(System.Text.Encoding.UTF8.GetBytes(entry)));

    public byte[] Checkpoint() => Sign(new Checkpoint(origin, Size, tree.Root()), signer);

    public static byte[] Sign(Checkpoint checkpoint, NoteSigner signer) => SignedNote.Sign(checkpoint.Encode(), [signer]).Encode();

    public Task<ReadOnlyMemory<byte>> FetchAsync(LogName log, CancellationToken cancellationToken) =>
        Task.FromResult<ReadOnlyMemory<byte>>(Checkpoint());

    public Task<IReadOnlyList<Sha256Digest>> ProveAsync(LogName log, long first, long second, CancellationToken cancellationToken)
    {
        ProofsAsked++;
        return Task.FromResult(MerkleProofs.Consistency(first, second, (level, index) => tiles[(level, index)]));
    }
}
