namespace Exchange.Client.Policies;

/// <summary>A value of a YAML document, and where it begins.</summary>
internal abstract record YamlNode(FilePlace At);
