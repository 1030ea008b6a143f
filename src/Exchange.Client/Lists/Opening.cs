using Exchange.Contract.Ids;

namespace Exchange.Client.Lists;

/// <summary>Who opened an item, when, and for what.</summary>
/// <param name="Member">Their name; their id where the directory has none.</param>
/// <param name="Purpose">The stated purpose's code.</param>
public sealed record Opening(ItemId Item, string Member, DateTimeOffset Time, string Purpose, LogIndex Index);
