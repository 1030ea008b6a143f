using Exchange.Client.Errors;
using Exchange.Client.Items;
using Exchange.Client.Release;
using Exchange.Client.Transfer;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Wording;
using Exchange.Formats.Age;
using Exchange.Reports.Cards;

namespace Exchange.Client.Retrieval;

/// <summary>Shows and opens items.</summary>
public sealed class Opener(Participant participant)
{
    /// <summary>What an item is, who sent it, under which policy, and its card where that shows. Not an opening.</summary>
    /// <exception cref="ClientException">There is no such item for the member.</exception>
    public async Task<ItemView> ShowAsync(ItemId id, CancellationToken cancellationToken)
    {
        SeenItem seen = await new ItemReader(participant).GetAsync(id, cancellationToken);
        OwnSituation own = await new SituationReader(participant).OwnAsync(seen, cancellationToken);
        Card? card = await new CardShelf(participant).ShowAsync(seen, own.State, cancellationToken);
        return new ItemView(
            seen.Verified,
            seen.Received,
            ItemState.Of(seen, own.State, participant),
            [.. PolicyText.Lines(seen.Policy, participant.NameOf)],
            card)
        {
            Notes = [.. await NotesAsync(seen, own, cancellationToken)],
        };
    }

    /// <summary>Opens the contents into a folder. Asks for release last, so that a broken download costs no opening.</summary>
    /// <param name="purpose">A purpose code of the agreement.</param>
    /// <exception cref="DeniedException">The policy does not permit it; the denial is in the log.</exception>
    /// <exception cref="VerificationException">Something is not what was signed; no plaintext is left then.</exception>
    public async Task<OpenedItem> PullAsync(
        ItemId id,
        string purpose,
        string outputFolder,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellationToken)
    {
        // 1. What was signed.
        SeenItem seen = await new ItemReader(participant).GetAsync(id, cancellationToken);
        VerifiedItem item = seen.Verified;
        using PullFolder folder = new(outputFolder, id, new DownloadNotes(participant.Home.DownloadsFolder));

        // 2. The sealed parts, every leaf held against the signed tree hash; unless the answer will be no, which then comes at once.
        AccessState state = (await new SituationReader(participant).OwnAsync(seen, cancellationToken)).State;
        bool hopeful = IsHopeful(seen, purpose, state);
        if (hopeful)
        {
            await FetchAsync(item, folder, progress, cancellationToken);
        }

        // 3. The card, if it shows already: should it be a lie, then no opening is spent on it.
        Card? card = hopeful ? await new CardShelf(participant).ShowAsync(seen, state, cancellationToken) : null;

        // 4. The release: the access event.
        ReleaseOutcome outcome = await new ReleaseDoor(participant).AskAsync(seen, SealedKey.Content, purpose, cancellationToken);
        if (outcome.Grant is not { } grant)
        {
            throw new DeniedException(id, purpose, outcome.Failed, outcome.Receipt.Encoded);
        }

        // 5. The key, which must be the one for just this; and a card that shows only with the contents.
        using HybridIdentity key = GrantOpener.Open(grant.Span, item, SealedKey.Content, participant.Self.Id, participant.Keys.Identity);
        if (!hopeful)
        {
            await FetchAsync(item, folder, progress, cancellationToken);
        }

        card ??= await new CardShelf(participant).OpenAsync(seen, cancellationToken)
            ?? throw new VerificationException(VerificationFault.DecisionWrong, $"the contents of {id} were released, but not their card");

        // 6. Every part is opened and flushed before any gets its name.
        await OpenPartsAsync(item, card, key, folder, progress, cancellationToken);
        IReadOnlyList<OpenedFile> files = folder.Keep(card);
        Log.Opened(participant.Logger, id, files.Count);
        return new OpenedItem(item, card, files, outcome.Receipt.Verified, outcome.Receipt.File);
    }

    private async Task<IEnumerable<string>> NotesAsync(SeenItem seen, OwnSituation own, CancellationToken cancellationToken)
    {
        IReadOnlyList<SeenItem> all = await new ItemReader(participant).ListAsync(cancellationToken);
        return
        [
            .. seen.ReplacedBy(all) is { } later ? [$"Its sender has replaced it with {later}."] : Array.Empty<string>(),
            .. seen.InForce.Changes.Count > 0
                ? ["Its sender has changed its policy; this is the policy in force:"]
                : Array.Empty<string>(),
            .. WaitingList.For(seen, own, participant.Self, participant.Directory, participant.Time.GetUtcNow()).Select(wait => wait.Text),
        ];
    }

    private bool IsHopeful(SeenItem seen, string purpose, AccessState state) =>
        seen.Verified.Sender.Id == participant.Self.Id
        || ItemState.Decide(seen, SealedKey.Content, purpose, state, participant) is Decision.Permit;

    private async Task FetchAsync(
        VerifiedItem item,
        PullFolder folder,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellationToken)
    {
        PartFetcher fetcher = new(participant);
        long total = item.TotalBytes - item.Parts[0].Length;
        long before = 0;
        try
        {
            foreach (ItemPart part in item.Parts.Skip(1))
            {
                await using FileStream sealedPart = folder.OpenSealed(part.Index);
                long done = before;
                await fetcher.FetchAsync(
                    item,
                    part,
                    sealedPart,
                    held => progress?.Report(new TransferProgress(TransferStep.Download, done + held, total)),
                    cancellationToken);
                before += part.Length;
            }
        }
        catch (Exception broken) when (broken is OperationCanceledException or ClientException { Exit: ExitCode.Unreachable })
        {
            // Ciphertext, and every leaf of it verified: the next attempt goes on from here.
            folder.KeepSealed();
            throw;
        }
    }

    private static async Task OpenPartsAsync(
        VerifiedItem item,
        Card card,
        HybridIdentity key,
        PullFolder folder,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellationToken)
    {
        long total = card.Files.Sum(file => file.Bytes);
        long done = 0;
        foreach (CardFile file in card.Files)
        {
            await using FileStream sealedPart = folder.OpenSealed(file.Part);
            await using FileStream plaintext = folder.CreatePlaintext(file.Part);
            long before = done;
            void Report(long written) =>
                progress?.Report(new TransferProgress(TransferStep.Open, Math.Min(total, before + written), total));
            await PartOpener.OpenAsync(sealedPart, plaintext, item, item.Parts[file.Part], file.Bytes, key, Report, cancellationToken);
            done += file.Bytes;
            progress?.Report(new TransferProgress(TransferStep.Open, done, total));
        }
    }
}
