using Exchange.Contract.Events;
using Exchange.Contract.Ids;

namespace Exchange.Client.Submission;

/// <summary>An item that stands in the log.</summary>
/// <param name="ReceiptFile">The path of the receipt as it was kept.</param>
public sealed record SubmitResult(ItemId Item, VerifiedReceipt Receipt, string ReceiptFile);
