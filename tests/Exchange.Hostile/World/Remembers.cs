namespace Exchange.Hostile.World;

/// <summary>What a participant may have taken in although the command failed.</summary>
internal enum Remembers
{
    /// <summary>Not one byte of the home has changed.</summary>
    Nothing = 1,

    /// <summary>
    /// The server logged the event honestly and lied only afterwards: the receipt and the checkpoint that goes with it are true,
    /// consistent with what was seen before, and the evidence against the server.
    /// </summary>
    TheReceipt,
}
