using System.Text.Json;

namespace Exchange.Cli.Json;

/// <summary>
/// What <c>submit --dry-run --json</c> prints. Granted are those to whom both keys would be sealed, grantedCard those to whom
/// the card's alone would be.
/// </summary>
internal sealed record PreviewJson(
    JsonElement Card,
    IReadOnlyList<string> Policy,
    IReadOnlyList<string> Granted,
    IReadOnlyList<string> GrantedCard,
    IReadOnlyList<WhoJson> Who,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Notes);
