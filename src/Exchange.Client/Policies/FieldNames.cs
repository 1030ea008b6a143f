namespace Exchange.Client.Policies;

/// <summary>Goes through the fields of one mapping: each must be known, and be there once.</summary>
internal sealed class FieldNames(PolicyScope scope, List<PolicyMistake> mistakes)
{
    /// <summary>The fields that are known, in the order of the file.</summary>
    /// <param name="known">Names with an example of each.</param>
    /// <param name="otherNames">What people may call them, and what to write instead.</param>
    /// <param name="of">What these are the fields of, such as "a policy".</param>
    public IEnumerable<(string Name, FieldValue Value)> Read(
        YamlMapping mapping, IReadOnlyDictionary<string, string> known, IReadOnlyDictionary<string, string> otherNames, string of)
    {
        Dictionary<string, FilePlace> seen = new(StringComparer.Ordinal);
        foreach ((YamlScalar key, YamlNode value) in mapping.Entries)
        {
            if (!known.TryGetValue(key.Text, out string? example))
            {
                string hint = otherNames.TryGetValue(key.Text, out string? instead) ? instead : Spelling.Hint(key.Text, known.Keys);
                mistakes.Add(new PolicyMistake(
                    key.At,
                    $"{Spelling.Quoted(key.Text)} is not a field of {of}.",
                    hint.Length > 0 ? hint.TrimEnd() : $"The fields are {string.Join(", ", known.Keys)}."));
            }
            else if (!seen.TryAdd(key.Text, key.At))
            {
                string right = FormattableString.Invariant($"Keep one; the other is in line {seen[key.Text].Line}.");
                mistakes.Add(new PolicyMistake(key.At, $"'{key.Text}' is there twice.", right));
            }
            else
            {
                yield return (key.Text, new FieldValue(key.Text, example, value, scope, mistakes));
            }
        }
    }

    /// <summary>Notes a field that is missing.</summary>
    public void Missing(FilePlace at, string what, string right) => mistakes.Add(new PolicyMistake(at, what, right));
}
