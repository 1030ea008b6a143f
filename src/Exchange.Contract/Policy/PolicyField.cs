namespace Exchange.Contract.Policy;

/// <summary>One field in which a policy differs from the one before.</summary>
/// <param name="Name">As in a policy file.</param>
/// <param name="Text">What changes: one plain English sentence.</param>
/// <param name="Narrows">Whether somebody could see or open less, or later, or after more.</param>
/// <param name="Widens">Whether somebody could see or open more, or earlier, or after less.</param>
public sealed record PolicyField(string Name, string Text, bool Narrows, bool Widens);
