namespace Exchange.Client.Policies;

/// <summary>Keys with their values, in the order of the file; the same key may be there more than once.</summary>
internal sealed record YamlMapping(FilePlace At, IReadOnlyList<(YamlScalar Key, YamlNode Value)> Entries) : YamlNode(At);
