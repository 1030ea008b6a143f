using Exchange.Contract.Events;
using Exchange.Contract.Ids;

namespace Exchange.Client.Governance;

/// <summary>What a member said about an item, as the log has it.</summary>
/// <param name="ReceiptFile">Where the receipt was kept.</param>
public sealed record ActResult(ItemId Item, VerifiedReceipt Receipt, string ReceiptFile);
