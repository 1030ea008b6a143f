using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;

namespace Exchange.Client.Transport;

/// <summary>An item as the server lists it. Nothing of it is verified.</summary>
/// <param name="Position">Grows with every item; what a later listing can go on after.</param>
/// <param name="Index">Of its submission in the audit log.</param>
/// <param name="Received">The entry's time.</param>
/// <param name="PolicyChanges">Oldest first.</param>
public sealed record ListedItem(long Position, DsseEnvelope Statement, LogIndex Index, DateTimeOffset Received, bool Withdrawn, IReadOnlyList<DsseEnvelope> PolicyChanges);
