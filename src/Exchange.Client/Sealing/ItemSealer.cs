using Exchange.Client.Errors;
using Exchange.Client.Transfer;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Formats.Age;
using Exchange.Formats.Parts;
using Exchange.Reports.Cards;

namespace Exchange.Client.Sealing;

/// <summary>
/// Seals the card and the files of an item, each an age file to one recipient under a file key of its own. Nothing is ever sealed twice
/// under one file key: a second attempt begins with a fresh one.
/// </summary>
/// <param name="keys">The item's; not owned.</param>
/// <param name="spool">The folder for ciphertext, created if it is needed.</param>
internal sealed class ItemSealer(ItemKeys keys, string spool, IProgress<TransferProgress>? progress)
{
    /// <summary>Up to so many bytes of all files together, an item is sealed in memory; a larger one is spooled as ciphertext.</summary>
    public const long LargestInMemory = 16 * 1024 * 1024;

    /// <summary>Seals part 0 to the card key and each file to the content key.</summary>
    /// <exception cref="ClientException">A file has changed since it was first looked at.</exception>
    public async Task<IReadOnlyList<SealedPart>> SealAsync(
        ItemId item, Card card, Member sender, IReadOnlyList<SourceFile> sources, CancellationToken cancellationToken)
    {
        // 1. Nothing is sealed where a file is no longer the one that the card describes.
        foreach (SourceFile source in sources)
        {
            source.RequireUnchanged();
        }

        // 2. The card goes first, small enough for memory in any case.
        long total = sources.Sum(source => source.Length);
        string? folder = total > LargestInMemory ? spool : null;
        List<SealedPart> parts = [await SealCardAsync(SealedCard.Encode(card, item, sender), folder, cancellationToken)];

        // 3. Then file after file, to the other key.
        long done = 0;
        foreach (SourceFile source in sources)
        {
            long before = done;
            void Report(long read) => progress?.Report(new TransferProgress(TransferStep.Seal, before + read, total));
            parts.Add(await SealFileAsync(parts.Count, source, folder, Report, cancellationToken));
            done += source.Length;
        }

        if (folder is not null)
        {
            SpooledSources.Write(folder, sources);
        }

        return parts;
    }

    private async Task<SealedPart> SealCardAsync(byte[] card, string? folder, CancellationToken cancellationToken)
    {
        byte[] sealedCard = AgeSealer.Seal(card, [keys.Card.Recipient]);
        if (folder is null)
        {
            return SealedPart.InMemory(0, sealedCard);
        }

        await using FileStream file = SpoolFolder.CreatePart(folder, 0);
        await file.WriteAsync(sealedCard, cancellationToken);
        file.Flush(flushToDisk: true);
        return SealedPart.Spooled(0, SealedPart.InMemory(0, sealedCard).Tree, file.Name);
    }

    private async Task<SealedPart> SealFileAsync(
        int index, SourceFile source, string? folder, Action<long> report, CancellationToken cancellationToken)
    {
        HybridRecipient recipient = keys.Content.Recipient;
        await using FileStream file = source.OpenRead();
        await using CountedStream plaintext = new(file, report);
        if (folder is null)
        {
            using MemoryStream memory = new(checked((int)AgeSealer.SealedLength(source.Length, [recipient])));
            await AgeSealer.SealAsync(plaintext, memory, [recipient], cancellationToken);
            source.RequireUnchanged(plaintext.Position);
            return SealedPart.InMemory(index, memory.ToArray());
        }

        // Hashed while it passes, so that nothing has to be read a second time.
        await using FileStream spooledPart = SpoolFolder.CreatePart(folder, index);
        await using PartTreeStream hashed = new(spooledPart, leaveOpen: true);
        await AgeSealer.SealAsync(plaintext, hashed, [recipient], cancellationToken);
        source.RequireUnchanged(plaintext.Position);
        PartTree tree = hashed.Finish();
        spooledPart.Flush(flushToDisk: true);
        return SealedPart.Spooled(index, tree, spooledPart.Name);
    }
}
