using Exchange.Contract.Wire;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Transport;

/// <summary>
/// One sealed part as it comes, from an offset on. After a broken connection it goes on where it stopped. The leaf hashes are the
/// server's word until <see cref="Tree"/>'s root has been compared with the signed statement; then every leaf can be checked as it
/// comes.
/// </summary>
public sealed class ExchangeClientDownload : IAsyncDisposable
{
    private readonly IAsyncEnumerator<DownloadPartResponse> messages;

    private ExchangeClientDownload(IAsyncEnumerator<DownloadPartResponse> messages, PartTree tree)
    {
        this.messages = messages;
        Tree = tree;
    }

    /// <summary>Length and leaf hashes of the whole part.</summary>
    public PartTree Tree { get; }

    /// <summary>The next bytes; empty at the end. Valid for as long as the caller likes.</summary>
    /// <exception cref="Errors.ClientException">The connection broke too often, or the server sent something else.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (await messages.MoveNextAsync())
        {
            if (messages.Current.Data is { Length: > 0 } data)
            {
                return data.Memory;
            }
        }

        return ReadOnlyMemory<byte>.Empty;
    }

    public ValueTask DisposeAsync() => messages.DisposeAsync();

    /// <exception cref="MalformedException">The first message is no header.</exception>
    internal static async Task<ExchangeClientDownload> BeginAsync(IAsyncEnumerator<DownloadPartResponse> messages)
    {
        bool any = await messages.MoveNextAsync();
        if (!any || messages.Current.Header is not { } header)
        {
            throw new MalformedException("a download does not begin with its header");
        }

        return new ExchangeClientDownload(messages, ReadTree(header));
    }

    /// <exception cref="MalformedException">The leaf hashes do not fit the length.</exception>
    internal static PartTree ReadTree(DownloadHeader header)
    {
        if (header.Length <= 0 || header.Leaves.Length % Sha256Digest.Size != 0 || header.Leaves.Length / Sha256Digest.Size != PartTree.LeafCount(header.Length))
        {
            throw new MalformedException("a download's header has not as many leaf hashes as its length demands");
        }

        Sha256Digest[] leaves = [.. header.Leaves.ToByteArray().Chunk(Sha256Digest.Size).Select(leaf => new Sha256Digest(leaf))];
        return PartTree.FromLeaves(header.Length, leaves);
    }
}
