using Exchange.Formats.Primitives;

namespace Exchange.Client.Transport;

/// <summary>A sealed part to send: its tree, and how to open its bytes.</summary>
/// <param name="OpenAt">Opens the sealed file at an offset (a multiple of 1 MiB); the stream is disposed of after use. Called again after a broken connection.</param>
public sealed record PartSource(PartTree Tree, Func<long, CancellationToken, ValueTask<Stream>> OpenAt);
