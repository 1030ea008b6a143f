namespace Exchange.Client.Retrieval;

/// <summary>One opened file.</summary>
/// <param name="Path">Where it lies; its name has been made safe.</param>
/// <param name="Name">Its name at the sender, which may be hostile.</param>
public sealed record OpenedFile(int Part, string Path, string Name, long Bytes);
