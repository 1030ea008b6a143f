using Exchange.Contract.Events;
using Exchange.Contract.Items;
using Exchange.Reports.Cards;

namespace Exchange.Client.Retrieval;

/// <summary>An item whose files lie opened on disk.</summary>
/// <param name="Receipt">The permit.</param>
/// <param name="ReceiptFile">The path of the receipt as it was kept.</param>
public sealed record OpenedItem(
    VerifiedItem Item,
    Card Card,
    IReadOnlyList<OpenedFile> Files,
    VerifiedReceipt Receipt,
    string ReceiptFile);
