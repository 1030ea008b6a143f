namespace Exchange.Fuzz;

/// <summary>An input to begin with. Its name is also that of its file.</summary>
internal sealed record Seed(string Name, byte[] Bytes);
