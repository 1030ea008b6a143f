using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

/// <summary>A sealed part, open for reading. Closes its file.</summary>
internal sealed record StoredPart(FileStream File, PartTree Tree) : IDisposable
{
    public void Dispose() => File.Dispose();
}
