using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Sealing;
using Exchange.Contract.Ids;
using Exchange.Formats.Safety;

namespace Exchange.Client.Submission;

/// <summary>What was signed and has no receipt yet. Needs neither server nor keys.</summary>
public sealed class Outbox(AgreementHome home)
{
    /// <summary>The items that wait to be resumed, oldest first. Ciphertext that was never signed is removed on the way.</summary>
    public IReadOnlyList<SpooledItem> List()
    {
        SpoolFolder.RemoveUnsigned(home.SpoolFolder);
        return SpoolFolder.List(home.SpoolFolder);
    }

    /// <summary>The names, safe to print, of the files of a waiting item that have changed or gone since it was sealed.</summary>
    public IReadOnlyList<string> ChangedSince(ItemId item) => SpooledSources.Changed(Path.Combine(home.SpoolFolder, item.ToString()));

    /// <param name="text">Any beginning that only one waiting item has.</param>
    /// <exception cref="ClientException">No waiting item, or more than one, has that beginning.</exception>
    public ItemId Resolve(string text)
    {
        ItemId[] found = [.. List().Select(spooled => spooled.Item).Where(id => id.ToString().StartsWith(text, StringComparison.Ordinal))];
        return found switch
        {
            [ItemId only] => only,
            [] => throw new ClientException(
                ExitCode.Usage,
                $"No waiting item starts with {TerminalText.Safe(text, 40)}.",
                "It already has its receipt, or was never signed.",
                "List waiting items with: exchange outbox"),
            _ => throw new ClientException(
                ExitCode.Usage, $"{TerminalText.Safe(text, 40)} matches more than one item.",
                $"Matches: {string.Join(", ", found.Take(5))}.", "Give more of the id."),
        };
    }
}
