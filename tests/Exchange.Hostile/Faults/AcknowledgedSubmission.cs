using Exchange.Contract.Events;
using Exchange.Contract.Ids;

namespace Exchange.Hostile.Faults;

/// <summary>A submission whose sender was told that it is in.</summary>
/// <param name="Receipt">As the sender keeps it; verified.</param>
/// <param name="Content">SHA-256 of the file that was handed in, in hex.</param>
internal sealed record AcknowledgedSubmission(ItemId Item, VerifiedReceipt Receipt, string Content);
