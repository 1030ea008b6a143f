namespace Exchange.Client.Policies;

/// <summary>A list of values.</summary>
internal sealed record YamlSequence(FilePlace At, IReadOnlyList<YamlNode> Items) : YamlNode(At);
