using Exchange.Contract.Directory;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Client.Directory;

/// <summary>
/// The directory at each of its sizes, replayed in full and proven to be the log's. Made only by <see cref="DirectoryFollower"/>.
/// </summary>
internal sealed class DirectoryHistory
{
    private readonly IReadOnlyList<DsseEnvelope> envelopes;
    private readonly IReadOnlyList<DirectoryState> states;
    private readonly IReadOnlyList<Sha256Digest> roots;

    internal DirectoryHistory(
        IReadOnlyList<DsseEnvelope> envelopes,
        IReadOnlyList<DirectoryState> states,
        IReadOnlyList<Sha256Digest> roots,
        VerifiedCheckpoint checkpoint)
    {
        this.envelopes = envelopes;
        this.states = states;
        this.roots = roots;
        Checkpoint = checkpoint;
    }

    /// <summary>How many entries it has; entry 0 is the agreement.</summary>
    public long Size => envelopes.Count;

    public DirectoryState Latest => states[^1];

    /// <summary>The log's checkpoint of this size.</summary>
    public VerifiedCheckpoint Checkpoint { get; }

    /// <summary>The statements, in log order.</summary>
    public IReadOnlyList<DsseEnvelope> Envelopes => envelopes;

    /// <summary>The state after so many entries, or null where there are fewer.</summary>
    public DirectoryState? At(long size) => size >= 1 && size <= Size ? states[(int)(size - 1)] : null;

    /// <summary>The log's root at that size, or null where there are fewer entries.</summary>
    public Sha256Digest? RootAt(long size) => size >= 1 && size <= Size ? roots[(int)(size - 1)] : null;
}
