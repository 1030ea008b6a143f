namespace Exchange.Contract.Policy;

/// <summary>What is decided for one reader and one key from <paramref name="From"/> until just before <paramref name="Until"/> (null: for ever).</summary>
/// <param name="Purposes">The purposes with which the contents would be permitted; empty for the card, and where nothing is.</param>
/// <param name="Decision">For the contents, the decision with a permitted purpose; where there is none, what fails whatever purpose is stated.</param>
public sealed record WhoEntry(
    Reader Reader, SealedKey Key, DateTimeOffset From, DateTimeOffset? Until, IReadOnlyList<string> Purposes, Decision Decision)
{
    /// <summary>The same where no key was sealed to the reader.</summary>
    public WhoEntry WithoutGrant() => this with { Purposes = [], Decision = new Decision.Deny([.. FailedCondition.AndNoGrant(Decision is Decision.Deny denied ? denied.Failed : [])]) };
}
