using Exchange.Contract.Ids;
using Exchange.Formats.Age;

namespace Exchange.Contract.Statements;

/// <summary>A guard that a party runs: content grants of its items carry a second seal to this recipient.</summary>
public sealed record GuardTerms(PartyName Party, HybridRecipient Recipient);
