using Exchange.Contract.Ids;

namespace Exchange.Client.Errors;

/// <summary>
/// What a person has to be told: what happened, why, and what to do next, each one plain sentence without a secret in it. Text
/// from elsewhere has been made safe for a terminal before it gets here.
/// </summary>
public class ClientException(ExitCode exit, string what, string why, string next, Exception? inner = null)
    : Exception($"{what} {why} {next}".TrimEnd(), inner)
{
    public ExitCode Exit { get; } = exit;

    public string What { get; } = what;

    public string Why { get; } = why;

    public string Next { get; } = next;
}

/// <summary>
/// The server refused a statement about an item. What to do next may name the item as ITEM: the code that was refused does not know it.
/// </summary>
internal sealed class ItemRefusedException(ExitCode exit, string what, string why, string next, Exception inner)
    : ClientException(exit, what, why, next, inner)
{
    /// <summary>The same with the item's id in place of ITEM.</summary>
    public ClientException About(ItemId item) =>
        new(Exit, What, Why, Next.Replace("ITEM", item.ToString(), StringComparison.Ordinal), this);
}

/// <summary>The server does not have every part of what is submitted, or no longer what it had before: to be sent again.</summary>
internal sealed class PartsMissingException(Exception inner) : ClientException(
    ExitCode.Failed, "The server does not have all of the item.", "The server lost part of the upload.",
    "Send it again; see exchange outbox.", inner);
