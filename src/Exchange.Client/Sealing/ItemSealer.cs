using Exchange.Client.Errors;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Formats.Age;
using Exchange.Formats.Primitives;
using Exchange.Reports;

namespace Exchange.Client.Sealing;

/// <summary>
/// Seals the card and the files of an item, each an age file to one recipient under a file key of its own. Nothing is ever sealed
/// twice under one file key: whoever begins again begins with a fresh one.
/// </summary>
public static class ItemSealer
{
    /// <summary>Bytes of all files together up to which an item is sealed in memory; a larger one is spooled as ciphertext.</summary>
    public const long LargestInMemory = 16 * 1024 * 1024;

    /// <summary>Seals part 0 to the card key and each file to the content key.</summary>
    /// <param name="spool">The folder for ciphertext, made where it is needed.</param>
    /// <exception cref="ClientException">A file is not a regular file, or changed while it was read.</exception>
    public static async Task<IReadOnlyList<SealedPart>> SealAsync(
        ItemId item, Card card, Member sender, IReadOnlyList<string> files, ItemKeys keys, string spool, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        // 1. What is to be sealed is what the card says.
        List<SourceFile> sources = [.. files.Select(SourceFile.Of)];
        long total = sources.Sum(source => source.Length);
        for (int i = 0; i < sources.Count; i++)
        {
            // The card was read before: a file that grew since would not be the one that it describes.
            sources[i].RequireUnchanged(card.Files[i].Bytes);
        }

        // 2. The card goes first, small enough for memory in any case.
        bool spooled = total > LargestInMemory;
        List<SealedPart> parts = [await SealCardAsync(SealedCard.Encode(card, item, sender), keys, spooled ? spool : null, cancellationToken)];

        // 3. Then file after file, to the other key.
        long done = 0;
        foreach (SourceFile source in sources)
        {
            long before = done;
            void Report(long read) => progress?.Report(new TransferProgress(TransferStep.Seal, before + read, total));
            parts.Add(await SealFileAsync(parts.Count, source, keys.Content.Recipient, spooled ? spool : null, Report, cancellationToken));
            done += source.Length;
        }

        if (spooled)
        {
            SpooledSources.Write(spool, sources);
        }

        return parts;
    }

    private static async Task<SealedPart> SealCardAsync(byte[] card, ItemKeys keys, string? spool, CancellationToken cancellationToken)
    {
        byte[] sealedCard = AgeSealer.Seal(card, [keys.Card.Recipient]);
        if (spool is null)
        {
            return SealedPart.InMemory(0, sealedCard);
        }

        await using FileStream file = SpoolFolder.CreatePart(spool, 0);
        await file.WriteAsync(sealedCard, cancellationToken);
        file.Flush(flushToDisk: true);
        return SealedPart.Spooled(0, SealedPart.InMemory(0, sealedCard).Tree, file.Name);
    }

    private static async Task<SealedPart> SealFileAsync(int index, SourceFile source, HybridRecipient recipient, string? spool, Action<long> report, CancellationToken cancellationToken)
    {
        await using FileStream file = source.OpenRead();
        await using CountedStream plaintext = new(file, report);
        if (spool is null)
        {
            using MemoryStream memory = new(checked((int)AgeSealer.SealedLength(source.Length, [recipient])));
            await AgeSealer.SealAsync(plaintext, memory, [recipient], cancellationToken);
            source.RequireUnchanged(plaintext.Position);
            return SealedPart.InMemory(index, memory.ToArray());
        }

        // Hashed while it passes, so that nothing has to be read a second time.
        await using FileStream spooledPart = SpoolFolder.CreatePart(spool, index);
        await using PartTreeStream hashed = new(spooledPart, leaveOpen: true);
        await AgeSealer.SealAsync(plaintext, hashed, [recipient], cancellationToken);
        source.RequireUnchanged(plaintext.Position);
        PartTree tree = hashed.Finish();
        spooledPart.Flush(flushToDisk: true);
        return SealedPart.Spooled(index, tree, spooledPart.Name);
    }
}
