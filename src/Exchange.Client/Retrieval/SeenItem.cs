using Exchange.Contract.Ids;
using Exchange.Contract.Items;

namespace Exchange.Client.Retrieval;

/// <summary>An item as the server lists it, its statement verified.</summary>
/// <param name="Received">The time of its submission's entry, as the server says.</param>
internal sealed record SeenItem(VerifiedItem Item, LogIndex Index, DateTimeOffset Received, bool Withdrawn);
