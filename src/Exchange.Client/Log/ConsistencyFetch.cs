using Exchange.Formats.Primitives;

namespace Exchange.Client.Log;

/// <summary>Gets the proof that the tree of the second size begins with the tree of the first.</summary>
public delegate Task<IReadOnlyList<Sha256Digest>> ConsistencyFetch(LogName log, long firstSize, long secondSize, CancellationToken cancellationToken);
