namespace Exchange.Server.Retrieval;

/// <summary>An item together with what the caller is to it: made only where the caller may see it.</summary>
internal sealed record VisibleItem(StoredItem Item, Standing Standing);
