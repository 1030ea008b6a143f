using System.Reflection;

namespace Exchange.Hostile.Clients;

/// <summary>The list of attacks of docs/threat-model.md is complete: each has a test that carries its name.</summary>
public sealed class AttackListTests
{
    [Fact]
    public void Every_attack_of_a_hostile_client_has_a_test()
    {
        HashSet<string> tested = [.. typeof(AttackListTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public))
            .SelectMany(method => method.GetCustomAttributes<TraitAttribute>())
            .Where(trait => trait.Name == "Attack" && trait.Value.StartsWith('C'))
            .Select(trait => trait.Value)];

        Assert.Equal(
            Enumerable.Range(1, 16).Select(number => $"C{number}").Order(StringComparer.Ordinal),
            tested.Order(StringComparer.Ordinal));
    }
}
