namespace Exchange.Cli.Json;

/// <summary>What <c>grant</c> prints: who was sealed both keys, and who the card's alone.</summary>
internal sealed record GrantJson(
    string Item,
    string Event,
    IReadOnlyList<string> Granted,
    IReadOnlyList<string> GrantedCard,
    ReceiptJson Receipt);
