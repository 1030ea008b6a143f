namespace Exchange.Client.Transport;

/// <summary>How much of a part the server holds: a whole number of leaves, or the whole part.</summary>
public sealed record PartStatus(long BytesHeld, bool Complete);
