using Exchange.Contract.Ids;

namespace Exchange.Client.Sealing;

/// <summary>An item that waits to be sent on.</summary>
/// <param name="Bytes">Of the sealed files and grants.</param>
/// <param name="Sealed">When it was signed.</param>
public sealed record SpooledItem(ItemId Item, long Bytes, DateTimeOffset Sealed);
