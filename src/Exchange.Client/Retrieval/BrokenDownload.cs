using Exchange.Contract.Ids;

namespace Exchange.Client.Retrieval;

/// <summary>An item of which a part has been fetched, as ciphertext.</summary>
/// <param name="Folder">Where it lies, and where <c>pull</c> goes on with it.</param>
/// <param name="BytesHeld">Of ciphertext; the next attempt checks every leaf of it again.</param>
/// <param name="Since">When the last attempt began.</param>
public sealed record BrokenDownload(ItemId Item, string Folder, long BytesHeld, DateTimeOffset Since);
