namespace Exchange.Client.Items;

/// <summary>Something that an item needs from the member.</summary>
/// <param name="What"><see cref="Approve"/>, <see cref="Acknowledge"/> or <see cref="Due"/>.</param>
/// <param name="Text">Why, and the command to run: one plain sentence.</param>
/// <param name="Until">The deadline; null where there is none.</param>
public sealed record Waiting(string What, string Text, DateTimeOffset? Until)
{
    public const string Approve = "approve";
    public const string Acknowledge = "acknowledge";
    public const string Due = "due";
}
