using Exchange.Contract.Policy;

namespace Exchange.Contract.Tests.Policy;

/// <summary>A change of the policy that takes permission away from whoever asks; its name is what a failing property prints.</summary>
public sealed record Tightening(string Name, Func<Question, AccessPolicy> Change)
{
    public Question Apply(Question question) => question with { Policy = Change(question) };

    public override string ToString() => Name;
}
