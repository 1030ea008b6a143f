using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

/// <summary>Where an item's chain of events has come to.</summary>
/// <param name="Count">How many events it has.</param>
/// <param name="LastLeaf">The leaf hash of the last one.</param>
internal sealed record ChainRow(long Count, Sha256Digest LastLeaf, LogIndex Last);
