using Exchange.Client.Errors;

namespace Exchange.Client.Policies;

/// <summary>
/// The value of one field of a policy file. A mistake in it is noted and the value left out: in the end the file is refused, with all
/// its mistakes.
/// </summary>
/// <param name="example">An example of the field.</param>
internal sealed class FieldValue(string name, string example, YamlNode node, PolicyScope scope, List<PolicyMistake> mistakes)
{
    public PolicyScope Scope => scope;

    /// <summary>Whether it says that there is none.</summary>
    public bool IsNone => node is YamlScalar { IsNone: true };

    /// <summary>One value; the default of its type where there is a mistake.</summary>
    public T? One<T>(Func<string, T> read) =>
        node is YamlScalar { IsMissing: false } scalar ? Read(scalar, read) : Wrong<T>("must be one value");

    /// <summary>One value, or none where it says so.</summary>
    public T? Optional<T>(Func<string, T> read)
        where T : struct => IsNone ? null : One<T>(read);

    /// <summary>A list of single values.</summary>
    public IReadOnlyList<T> List<T>(Func<string, T> read)
    {
        if (node is not YamlSequence list)
        {
            Wrong<T>("must be a list");
            return [];
        }

        List<T> values = [];
        foreach (YamlNode item in list.Items)
        {
            if (new FieldValue($"an entry of {name}", example, item, scope, mistakes).One(read) is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    /// <summary>A list of mappings, each read as a whole.</summary>
    public IReadOnlyList<T> Each<T>(Func<YamlMapping, FieldNames, T?> read)
        where T : class
    {
        if (node is not YamlSequence list)
        {
            Wrong<T>("must be a list");
            return [];
        }

        List<T> values = [];
        foreach (YamlNode item in list.Items)
        {
            T? value = item is YamlMapping mapping
                ? read(mapping, new FieldNames(scope, mistakes))
                : new FieldValue($"an entry of {name}", example, item, scope, mistakes).Wrong<T>("must have fields of its own");
            if (value is not null)
            {
                values.Add(value);
            }
        }

        return values;
    }

    /// <summary>Notes what is wrong with the field as a whole.</summary>
    public void Check(Action check)
    {
        try
        {
            check();
        }
        catch (PolicyValueException wrong)
        {
            mistakes.Add(new PolicyMistake(node.At, wrong.What, wrong.Right));
        }
    }

    private T? Read<T>(YamlScalar scalar, Func<string, T> read)
    {
        try
        {
            return read(scalar.Text);
        }
        catch (PolicyValueException wrong)
        {
            mistakes.Add(new PolicyMistake(scalar.At, wrong.What, wrong.Right));
            return default;
        }
    }

    private T? Wrong<T>(string expected)
    {
        string said = node is YamlScalar { IsMissing: true } ? "has no value" : expected;
        mistakes.Add(new PolicyMistake(node.At, $"{Sentence.Begin(name)} {said}.", $"For example: {example}"));
        return default;
    }
}
