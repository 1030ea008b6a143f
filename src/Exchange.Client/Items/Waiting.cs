namespace Exchange.Client.Items;

/// <summary>Something that an item waits for from the member.</summary>
/// <param name="What"><see cref="Approve"/>, <see cref="Acknowledge"/> or <see cref="Due"/>.</param>
/// <param name="Text">What to do: one plain sentence, with the command.</param>
/// <param name="Until">When it is too late; null where there is no end.</param>
public sealed record Waiting(string What, string Text, DateTimeOffset? Until)
{
    public const string Approve = "approve";
    public const string Acknowledge = "acknowledge";
    public const string Due = "due";
}
