namespace Exchange.Client.Policies;

/// <summary>A value of a policy that somebody wrote and that is none. Safe to print.</summary>
/// <param name="what">What is wrong, as one sentence.</param>
/// <param name="right">How it would be right, as one sentence.</param>
public sealed class PolicyValueException(string what, string right) : Exception($"{what} {right}".TrimEnd())
{
    public string What { get; } = what;

    public string Right { get; } = right;
}
