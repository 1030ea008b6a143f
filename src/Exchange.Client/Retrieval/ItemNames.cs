using Exchange.Client.Errors;
using Exchange.Contract.Ids;
using Exchange.Formats.Safety;

namespace Exchange.Client.Retrieval;

/// <summary>Finds out which item is meant. A full id is taken as it is, so that the service sees and logs who asks for it.</summary>
public sealed class ItemNames(Participant participant)
{
    /// <param name="text">A full id, or any beginning that only one visible item has.</param>
    /// <exception cref="ClientException">No visible item begins so, or more than one does.</exception>
    public async Task<ItemId> ResolveAsync(string text, CancellationToken cancellationToken) =>
        ItemId.TryParse(text, out ItemId id)
            ? id
            : Pick(text, [.. (await new ItemReader(participant).ListAsync(cancellationToken)).Select(seen => seen.Item.Id)]);

    /// <summary>The one of these that begins so.</summary>
    internal static ItemId Pick(string text, IReadOnlyList<ItemId> visible)
    {
        if (text.Length == 0 || text.Length >= ItemId.TextLength || text.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz234567"))
        {
            throw new ClientException(
                ExitCode.Usage,
                $"{TerminalText.Safe(text, 40)} names no item.",
                "An item is named by its id, 26 of a-z and 2-7, or by any beginning of it.",
                "Take one from: exchange inbox, exchange sent.");
        }

        ItemId[] found = [.. visible.Where(id => id.ToString().StartsWith(text, StringComparison.Ordinal))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new ClientException(
                ExitCode.Denied,
                $"There is no item {text}… for you.",
                "No item that you can see begins so.",
                "Take one from: exchange inbox, exchange sent."),
            _ => throw new ClientException(
                ExitCode.Usage,
                $"{text} does not say which item is meant.",
                $"These begin so: {string.Join(", ", found.Take(5))}.",
                "Give more of the id."),
        };
    }
}
