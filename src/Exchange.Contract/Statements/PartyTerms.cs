using Exchange.Contract.Ids;
using Exchange.Formats.Age;

namespace Exchange.Contract.Statements;

/// <summary>A party, and the root keys that speak for it.</summary>
/// <param name="Threshold">How many of the roots must sign for the party.</param>
/// <param name="Recovery">Where the party wants its senders' item keys sealed as well, or null.</param>
public sealed record PartyTerms(PartyName Name, string DisplayName, IReadOnlyList<SignerKeys> Roots, int Threshold, HybridRecipient? Recovery);
