using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Transport;

/// <summary>An item as the server lists it. Nothing of it is verified.</summary>
/// <param name="Position">Grows with every item; what a later listing can go on after.</param>
/// <param name="Index">Of its submission in the audit log.</param>
/// <param name="Received">The entry's time.</param>
/// <param name="PolicyChanges">Oldest first.</param>
/// <param name="CardSealedTo">Memberships of the member to whose devices the card's key was sealed for them.</param>
/// <param name="ContentSealedTo">The same of the contents' key.</param>
public sealed record ListedItem(
    long Position, DsseEnvelope Statement, LogIndex Index, DateTimeOffset Received, bool Withdrawn, IReadOnlyList<DsseEnvelope> PolicyChanges,
    IReadOnlyList<Sha256Digest> CardSealedTo, IReadOnlyList<Sha256Digest> ContentSealedTo);
