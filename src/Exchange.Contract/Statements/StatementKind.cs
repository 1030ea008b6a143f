using System.Text.Json.Serialization.Metadata;

namespace Exchange.Contract.Statements;

/// <summary>Ties a predicate type URI to the type that reads it.</summary>
public sealed class StatementKind<TPredicate>
{
    internal StatementKind(string predicateType, JsonTypeInfo<TPredicate> json)
    {
        PredicateType = predicateType;
        Json = json;
    }

    public string PredicateType { get; }

    internal JsonTypeInfo<TPredicate> Json { get; }
}
