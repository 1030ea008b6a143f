using Exchange.Client.Errors;
using Exchange.Client.Items;
using Exchange.Client.Receipts;
using Exchange.Client.Sealing;
using Exchange.Client.Transfer;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Safety;

namespace Exchange.Client.Submission;

/// <summary>Submits items.</summary>
public sealed class Submitter(Participant participant)
{
    private const int Attempts = 3;

    private static readonly TimeSpan LocksAreLeftAfter = TimeSpan.FromHours(1);

    /// <summary>Reads the files of an item, as the first step of an order. See <see cref="ReadOrder.Of"/>.</summary>
    /// <param name="paths">Of regular files; at least one.</param>
    /// <param name="title">Null for a title made from the content.</param>
    /// <param name="kind">A kind of the agreement; null to decide by content.</param>
    /// <exception cref="ClientException">A file cannot be submitted as asked, or the agreement has no such kind.</exception>
    public Task<ReadFiles> ReadAsync(IReadOnlyList<string> paths, string? title, string? kind, CancellationToken cancellationToken) =>
        ReadFiles.ReadAsync(paths, title, kind, participant.Agreement, cancellationToken);

    /// <summary>What a submission would be; nothing is read again, sealed or sent.</summary>
    /// <exception cref="ClientException">The item that this one answers cannot be read.</exception>
    public async Task<SubmitPreview> PreviewAsync(ReadOrder order, CancellationToken cancellationToken)
    {
        SubmitPreview preview = PreviewBuilder.Build(order, participant.Self, participant.Directory, participant.Time.GetUtcNow());
        if (order.Answers is not { } answered)
        {
            return preview;
        }

        SeenItem question = await new ItemReader(participant).GetAsync(answered, cancellationToken);
        return preview with { Warnings = [.. preview.Warnings, .. ReplyPolicy.Warnings(order.Policy, question.Policy)] };
    }

    /// <summary>Seals, signs, uploads and submits the files, and keeps the receipt.</summary>
    /// <exception cref="ClientException">
    /// See its exit code; unless it says that the item was submitted, nothing of it is visible to anyone.
    /// </exception>
    public async Task<SubmitResult> SubmitAsync(
        ReadOrder order, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        // 1. Whether it could be accepted at all.
        RequireAcceptable(order);

        // 2. Sealed to two fresh keys, and the keys to those who may be given them.
        SpoolFolder.RemoveUnsigned(participant.Home.SpoolFolder);
        SpoolLock.RemoveLeft(participant.Home.SpoolFolder, (participant.Time.GetUtcNow() - LocksAreLeftAfter).UtcDateTime);
        ItemId item = ItemId.New();
        using FileStream held = Hold(item);
        PreparedItem prepared;
        try
        {
            prepared = await new ItemPreparer(participant).PrepareAsync(item, order, SpoolOf(item), progress, cancellationToken);
        }
        catch
        {
            // What was never signed is of no use to anyone.
            SpoolFolder.Remove(SpoolOf(item));
            throw;
        }

        // 3. Sent. From here on a failure leaves the ciphertext of a large item where it is, to resume from.
        return await SendAsync(prepared, progress, cancellationToken);
    }

    /// <summary>Resumes an item whose upload broke off: the same bytes, from where they stopped.</summary>
    /// <exception cref="ClientException">
    /// No item of that id is waiting, another program is sending it, or it cannot be sent.
    /// </exception>
    public async Task<SubmitResult> ResumeAsync(ItemId item, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        using FileStream held = Hold(item);
        PreparedItem prepared = await SpoolFolder.LoadAsync(SpoolOf(item), participant.Directory, cancellationToken);
        return await SendAsync(prepared, progress, cancellationToken);
    }

    private string SpoolOf(ItemId item) => Path.Combine(participant.Home.SpoolFolder, item.ToString());

    private FileStream Hold(ItemId item) => SpoolLock.TryTake(SpoolOf(item)) ?? throw new ClientException(
        ExitCode.Failed, $"{item} is already being sent.", "Another program is sending it.", "Wait until it ends, or end it.");

    private async Task<SubmitResult> SendAsync(
        PreparedItem prepared, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        // 1. Parts, statement and grants. The same bytes again are the same event.
        EncodedReceipt receipt = await SendItemAsync(prepared, progress, cancellationToken);

        // 2. The receipt must be one for exactly this.
        VerifiedReceipt verified = ReceiptShelf.Verify(
            prepared.ToBecome(participant.Self.Id, participant.Agreement.Id), receipt, participant.Agreement, $"of {prepared.Item}");
        Log.Submitted(participant.Logger, prepared.Item, verified.Index);
        try
        {
            string file = await new ReceiptShelf(participant).KeepAsync(verified, receipt, cancellationToken);

            // 3. Only now is the ciphertext no longer needed.
            SpoolFolder.Remove(SpoolOf(prepared.Item));
            return new SubmitResult(prepared.Item, verified, file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw NotKept(prepared, problem);
        }
    }

    // Somebody who only heard of a file that could not be written would submit the item a second time.
    private static ClientException NotKept(PreparedItem prepared, Exception problem) => new(
        ExitCode.Failed,
        $"{prepared.Item} was submitted, but its receipt could not be saved here.",
        TerminalText.Safe(problem.Message),
        prepared.IsSpooled
            ? $"Fix the disk, then run: exchange submit --resume {prepared.Item}"
            : "Do not submit it again; exchange sent shows it.",
        problem);

    private async Task<EncodedReceipt> SendItemAsync(
        PreparedItem prepared, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            // Leaf by leaf, from where an earlier attempt stopped.
            await new PartUploader(participant.Server).UploadAsync(prepared, progress, cancellationToken);
            try
            {
                return await participant.Server.Items.SubmitAsync(
                    prepared.Statement,
                    prepared.GrantStatement,
                    prepared.Grants,
                    cancellationToken);
            }
            catch (PartsMissingException) when (attempt < Attempts)
            {
                // A server that went down meanwhile keeps only what had become durable: the rest is sent again.
            }
        }
    }

    private void RequireAcceptable(ReadOrder order)
    {
        if (order.Problems.Count > 0)
        {
            throw new ClientException(
                ExitCode.Usage, "The policy cannot be accepted.", string.Join(' ', order.Problems), "Change the policy and submit again.");
        }

        if (!participant.Self.Has(Role.Submitter))
        {
            throw new ClientException(
                ExitCode.Failed, "You cannot submit.", $"{participant.Self.Name} does not hold the role submitter.",
                "Ask your party's administrator for the role.");
        }
    }
}

/// <summary>An item that has been submitted and logged.</summary>
/// <param name="ReceiptFile">The path of the receipt as it was saved.</param>
public sealed record SubmitResult(ItemId Item, VerifiedReceipt Receipt, string ReceiptFile);
