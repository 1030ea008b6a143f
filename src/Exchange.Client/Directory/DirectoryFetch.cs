using Exchange.Client.Transport;

namespace Exchange.Client.Directory;

/// <summary>Gets the directory's envelopes from an index on, with the checkpoint that they lead to.</summary>
public delegate Task<DirectoryPage> DirectoryFetch(long from, CancellationToken cancellationToken);
