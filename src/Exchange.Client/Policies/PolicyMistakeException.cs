namespace Exchange.Client.Policies;

/// <summary>A mistake after which the rest of the file cannot be read.</summary>
public sealed class PolicyMistakeException(PolicyMistake mistake) : Exception(mistake.What)
{
    public PolicyMistake Mistake { get; } = mistake;
}
