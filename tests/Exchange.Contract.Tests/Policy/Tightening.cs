using Exchange.Contract.Policy;

namespace Exchange.Contract.Tests.Policy;

/// <summary>A change that takes permission away; its name is what a failing property prints.</summary>
public sealed record Tightening(string Name, Func<AccessPolicy, AccessPolicy> Apply)
{
    public override string ToString() => Name;
}
