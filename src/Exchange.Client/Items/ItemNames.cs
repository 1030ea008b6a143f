using Exchange.Client.Errors;
using Exchange.Contract.Ids;
using Exchange.Formats.Safety;

namespace Exchange.Client.Items;

/// <summary>Finds the item that a text names. A full id is used as it is, so that the server sees and logs who asks for it.</summary>
public sealed class ItemNames(Participant participant)
{
    /// <param name="text">A full id, or any beginning that only one visible item has.</param>
    /// <exception cref="ClientException">No visible item starts with it, or more than one does.</exception>
    public async Task<ItemId> ResolveAsync(string text, CancellationToken cancellationToken) =>
        ItemId.TryParse(text, out ItemId id)
            ? id
            : Pick(text, [.. (await new ItemReader(participant).ListAsync(cancellationToken)).Select(seen => seen.Verified.Id)]);

    /// <summary>The only one of these that starts with the text.</summary>
    internal static ItemId Pick(string text, IReadOnlyList<ItemId> visible)
    {
        if (text.Length == 0 || text.Length >= ItemId.TextLength || text.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz234567"))
        {
            throw new ClientException(
                ExitCode.Usage,
                $"{TerminalText.Safe(text, 40)} is not the id of an item.",
                "An id is 26 characters of a-z and 2-7; any unique beginning will do.",
                "List items with: exchange inbox, exchange sent.");
        }

        ItemId[] found = [.. visible.Where(id => id.ToString().StartsWith(text, StringComparison.Ordinal))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new ClientException(
                ExitCode.Denied,
                $"There is no item {text}….",
                "No item that you can see starts with this.",
                "List items with: exchange inbox, exchange sent."),
            _ => throw new ClientException(
                ExitCode.Usage,
                $"{text} matches more than one item.",
                $"Matches: {string.Join(", ", found.Take(5))}.",
                "Give more of the id."),
        };
    }
}
