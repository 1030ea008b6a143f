using Exchange.Client.Audit;
using Exchange.Client.Errors;
using Exchange.Client.Retrieval;
using Exchange.Client.Sealing;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Reports;

namespace Exchange.Client.Submission;

/// <summary>Hands in items.</summary>
public sealed class Submitter(Participant participant)
{
    private const int Attempts = 3;

    private static readonly TimeSpan LocksAreLeftAfter = TimeSpan.FromHours(1);

    /// <summary>Seals, signs, uploads and submits the files, and keeps the receipt.</summary>
    /// <exception cref="ClientException">See its exit code; unless it says that the item is handed in, nothing of it is visible to anyone.</exception>
    public async Task<SubmitResult> SubmitAsync(SubmitOrder order, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        // 1. What it is, and whether it could be accepted at all.
        ReadReport read = await CardPreparation.ReadAsync(order, participant.Agreement, cancellationToken);
        RequireAcceptable(order.Policy);

        // 2. Sealed to two fresh keys, and the keys to those who may be handed them.
        SpoolFolder.RemoveUnsigned(participant.Home.SpoolFolder);
        SpoolLock.RemoveLeft(participant.Home.SpoolFolder, (participant.Time.GetUtcNow() - LocksAreLeftAfter).UtcDateTime);
        ItemId item = ItemId.New();
        using FileStream held = Hold(item);
        PreparedItem prepared;
        try
        {
            prepared = await new ItemPreparer(participant).PrepareAsync(item, order, read.Card, SpoolOf(item), progress, cancellationToken);
        }
        catch
        {
            // What was never signed is of no use to anyone.
            SpoolFolder.Remove(SpoolOf(item));
            throw;
        }

        // 3. Sent. From here on a failure leaves the ciphertext of a large item where it is, to go on from.
        return await SendAsync(prepared, progress, cancellationToken);
    }

    /// <summary>Goes on with an item whose upload broke off: the same bytes, from where they stopped.</summary>
    /// <exception cref="ClientException">Nothing of that id waits, another program is sending it, or it cannot be sent.</exception>
    public async Task<SubmitResult> ResumeAsync(ItemId item, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        using FileStream held = Hold(item);
        PreparedItem prepared = await SpoolFolder.LoadAsync(SpoolOf(item), participant.Directory, cancellationToken);
        return await SendAsync(prepared, progress, cancellationToken);
    }

    /// <summary>What a submission would be; nothing is sealed or sent.</summary>
    /// <exception cref="ClientException">A file cannot be handed in as asked.</exception>
    public async Task<SubmitPreview> PreviewAsync(SubmitOrder order, CancellationToken cancellationToken)
    {
        ReadReport read = await CardPreparation.ReadAsync(order, participant.Agreement, cancellationToken);
        SubmitPreview preview = PreviewBuilder.Build(order.Policy, read, participant.Self, participant.Directory, participant.Time.GetUtcNow());
        return order.Answers is { } answered
            ? preview with { Warnings = [.. preview.Warnings, .. ReplyPolicy.Warnings(order.Policy, (await new ItemReader(participant).GetAsync(answered, cancellationToken)).Policy)] }
            : preview;
    }

    private string SpoolOf(ItemId item) => Path.Combine(participant.Home.SpoolFolder, item.ToString());

    private FileStream Hold(ItemId item) => SpoolLock.TryTake(SpoolOf(item)) ?? throw new ClientException(
        ExitCode.Failed, $"{item} is being sent.", "Another program has it in hand.", "Wait until it ends, or end it.");

    private async Task<SubmitResult> SendAsync(PreparedItem prepared, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        // 1. Parts, statement and grants. The same bytes again are the same event.
        EncodedReceipt receipt = await HandInAsync(prepared, progress, cancellationToken);

        // 2. The receipt must say just that, or it is no receipt for it.
        VerifiedReceipt verified = SubmissionReceipt.Verify(receipt.Span, prepared, participant.Self.Id, participant.Agreement);
        Log.HandedIn(participant.Logger, prepared.Item, verified.Index);
        try
        {
            string file = await new ReceiptShelf(participant).KeepAsync(verified, receipt, cancellationToken);

            // 3. Only now is the ciphertext not needed any more.
            SpoolFolder.Remove(SpoolOf(prepared.Item));
            return new SubmitResult(prepared.Item, verified, file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw NotPutAway(prepared, problem);
        }
    }

    // Whoever heard only of a file that could not be written would hand it in a second time.
    private static ClientException NotPutAway(PreparedItem prepared, Exception problem) => new(
        ExitCode.Failed,
        $"{prepared.Item} is handed in, but its receipt could not be put away here.",
        TerminalText.Safe(problem.Message),
        prepared.IsSpooled ? $"See to the disk, then: exchange submit --resume {prepared.Item}" : "Do not hand it in again; exchange sent shows it.",
        problem);

    private async Task<EncodedReceipt> HandInAsync(PreparedItem prepared, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            // Leaf by leaf, from where an earlier attempt stopped.
            await new PartUploader(participant.Server).UploadAsync(prepared, progress, cancellationToken);
            try
            {
                return await participant.Server.Items.SubmitAsync(
                    prepared.Statement, prepared.GrantStatement, prepared.Grants, cancellationToken);
            }
            catch (PartsMissingException) when (attempt < Attempts)
            {
                // A server that went down meanwhile keeps only what had become durable: the rest is sent again.
            }
        }
    }

    private void RequireAcceptable(AccessPolicy policy)
    {
        if (PolicyCoherence.Problems(policy, participant.Agreement.PolicyTerms) is { Count: > 0 } problems)
        {
            throw new ClientException(ExitCode.Usage, "The policy cannot be accepted.", string.Join(' ', problems), "Change the policy and submit again.");
        }

        if (!participant.Self.Has(Role.Submitter))
        {
            throw new ClientException(ExitCode.Failed, "You cannot submit.", $"{participant.Self.Name} does not hold the role submitter.", "Ask your party's administrator for the role.");
        }
    }
}

/// <summary>An item that stands in the log.</summary>
/// <param name="ReceiptFile">The path of the receipt as it was kept.</param>
public sealed record SubmitResult(ItemId Item, VerifiedReceipt Receipt, string ReceiptFile);
