using Exchange.Contract.Ids;
using Exchange.Contract.Wire;
using Exchange.Formats.Parts;
using Exchange.Formats.Primitives;
using Google.Protobuf;

namespace Exchange.Client.Transport;

/// <summary>
/// One sealed part as it comes, from an offset on. After a broken connection it resumes where it stopped. The leaf hashes are only the
/// server's word until the root of <see cref="Tree"/> has been compared with the signed statement; then every leaf can be checked
/// as it comes.
/// </summary>
internal sealed class PartDownload : IAsyncDisposable
{
    private readonly IAsyncEnumerator<DownloadPartResponse> messages;

    private readonly DownloadPace pace;

    private PartDownload(IAsyncEnumerator<DownloadPartResponse> messages, PartTree tree, DownloadPace pace)
    {
        this.messages = messages;
        this.pace = pace;
        Tree = tree;
    }

    /// <summary>Length and leaf hashes of the whole part.</summary>
    public PartTree Tree { get; }

    /// <summary>The next bytes; empty at the end.</summary>
    /// <exception cref="Errors.ClientException">The connection broke too often, or the server sent a different part.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (await pace.WaitAsync(messages.MoveNextAsync, () => messages.Current.Data.Length))
        {
            if (messages.Current is { ContentCase: DownloadPartResponse.ContentOneofCase.Data, Data: { IsEmpty: false } data })
            {
                return data.Memory;
            }
        }

        return ReadOnlyMemory<byte>.Empty;
    }

    public ValueTask DisposeAsync() => messages.DisposeAsync();

    /// <exception cref="MalformedException">The first message is not a header, or the leaf hashes do not fit the length.</exception>
    internal static async Task<PartDownload> BeginAsync(IAsyncEnumerator<DownloadPartResponse> messages, DownloadPace pace)
    {
        if (!await messages.MoveNextAsync()
            || messages.Current.Header is not { Length: > 0 } header
            || header.Leaves.Length % Sha256Digest.Size != 0)
        {
            throw new MalformedException("a download does not begin with its header");
        }

        IEnumerable<Sha256Digest> leaves =
            header.Leaves.ToByteArray().Chunk(Sha256Digest.Size).Select(leaf => new Sha256Digest(leaf));
        return new PartDownload(messages, PartTree.FromLeaves(header.Length, [.. leaves]), pace);
    }

    /// <summary>How far a download has come, so that it can begin again at the leaf where it broke.</summary>
    internal sealed class Position(ItemId item, int part, long offset, long length)
    {
        private DownloadHeader? header;
        private long given;
        private long skip;

        public DownloadPartRequest Request()
        {
            // The wire counts in leaves: what came of the leaf before the break comes again, and is skipped.
            skip = given % PartTreeHasher.LeafSize;
            long whole = given - skip;
            return new DownloadPartRequest
            {
                Item = item.ToString(),
                Part = checked((uint)part),
                Offset = offset + whole,
                Length = length == 0 ? 0 : length - whole,
            };
        }

        /// <exception cref="MalformedException">After a break, a different part came.</exception>
        public DownloadPartResponse Take(DownloadPartResponse message)
        {
            if (message.ContentCase == DownloadPartResponse.ContentOneofCase.Header)
            {
                return header is null || header.Equals(message.Header)
                    ? new DownloadPartResponse { Header = header = message.Header }
                    : throw new MalformedException("a download that broke resumed with a different part");
            }

            ReadOnlyMemory<byte> data =
                message.Data.IsEmpty ? throw new MalformedException("a message of a download holds nothing") : message.Data.Memory;
            int left = (int)Math.Min(skip, data.Length);
            skip -= left;
            given += data.Length - left;
            return new DownloadPartResponse { Data = UnsafeByteOperations.UnsafeWrap(data[left..]) };
        }
    }
}
