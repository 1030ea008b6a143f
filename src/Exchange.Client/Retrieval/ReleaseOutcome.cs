using Exchange.Contract.Events;
using Exchange.Contract.Items;

namespace Exchange.Client.Retrieval;

/// <summary>What the service decided, as the log has it.</summary>
/// <param name="Encoded">The receipt as it came.</param>
/// <param name="ReceiptFile">The path of the receipt as it was kept.</param>
/// <param name="Grant">The sealed grant; null where it was denied.</param>
internal sealed record ReleaseOutcome(VerifiedReceipt Receipt, EncodedReceipt Encoded, string ReceiptFile, SealedGrantFile? Grant);
