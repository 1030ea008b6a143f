namespace Exchange.Contract.Tests.Policy;

/// <summary>Something that happens and takes permission away from whoever asks; its name is what a failing property prints.</summary>
public sealed record Setback(string Name, Func<Question, Question> Apply)
{
    public override string ToString() => Name;
}
