namespace Exchange.EndToEnd.Peers;

/// <summary>Tests in which others' programs read what Exchange wrote; they share one <see cref="PeerWorld"/>.</summary>
[CollectionDefinition(nameof(PeerTests))]
public sealed class PeerTests : ICollectionFixture<PeerWorld>;
