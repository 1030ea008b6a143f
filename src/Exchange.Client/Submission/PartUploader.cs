using Exchange.Client.Sealing;
using Exchange.Client.Transfer;
using Exchange.Client.Transport;

namespace Exchange.Client.Submission;

/// <summary>Uploads sealed parts, each from where the server's copy of it ends.</summary>
internal sealed class PartUploader(ExchangeServer server)
{
    public async Task UploadAsync(PreparedItem prepared, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        long total = prepared.Parts.Sum(part => part.Tree.Length);
        long done = 0;
        foreach (SealedPart part in prepared.Parts)
        {
            long before = done;
            Progress held = new(bytes => progress?.Report(new TransferProgress(TransferStep.Upload, before + bytes, total)));
            PartSource source = new(part.Index, part.Tree, part.OpenAt);
            await server.Parts.UploadAsync(prepared.Item, source, held, cancellationToken);
            done += part.Tree.Length;
        }
    }

    // Progress<T> would report on another thread, and late.
    private sealed class Progress(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
