using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Record;

/// <summary>An event with its place in the log and the leaf hash of its entry.</summary>
internal sealed record RecordedEvent(LogIndex Index, Sha256Digest Leaf, AuditEvent Said)
{
    public bool IsInChainOf(ItemId item) => Said.Item == item && Said.ItemSequence is not null;

    /// <summary>How findings name it.</summary>
    public string Where => $"entry {Index} ({Said.Code})";
}
