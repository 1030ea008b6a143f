using Exchange.Client;
using Exchange.Client.Items;
using Exchange.Client.Record;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Formats.Dsse;
using Exchange.Hostile.Clients;
using Exchange.Testing.World;

namespace Exchange.Hostile.Faults;

/// <summary>
/// What must hold whatever has happened to the server: each acknowledged event stands in the log, once, and its receipt proves it;
/// nothing was handed over without its entry; what can be seen is whole; and nothing that was half done can be seen.
/// </summary>
internal sealed class Invariants(FaultWorld world, AcknowledgedRecord record)
{
    private static CancellationToken Cancel => FaultWorld.Cancel;

    /// <summary>Checked after every restart, while clients go on.</summary>
    public async Task HoldAsync(Participant reader, Participant compliance)
    {
        // 1. In this order: what was acknowledged is visible by now, and what is visible is in the log by now.
        IReadOnlyList<AcknowledgedSubmission> submissions = record.Submissions;
        IReadOnlyList<AcknowledgedRelease> releases = record.Releases;
        HashSet<ItemId> visible = [.. (await new ItemReader(reader).ListAsync(Cancel)).Select(seen => seen.Verified.Id)];
        AuditRecord log = await new RecordReader(compliance).ReadAsync(Cancel);

        // 2. No event twice: one submission an item, one outcome a request.
        Dictionary<ItemId, RecordedEvent> submitted =
            log.Events.Where(entry => entry.Said.Code == EventCodes.ItemSubmitted).ToDictionary(entry => entry.Said.Item!.Value);
        Dictionary<RequestId, RecordedEvent> answered =
            log.Events.Where(entry => entry.Said.Request is not null).ToDictionary(entry => entry.Said.Request!.Value);

        // 3. Each acknowledged event is there, where its receipt says.
        foreach (AcknowledgedSubmission submission in submissions)
        {
            RequireReceipt(log, submission.Receipt, submitted[submission.Item]);
            Assert.Contains(submission.Item, visible);
        }

        foreach (AcknowledgedRelease release in releases)
        {
            RecordedEvent permit = answered[release.Request.Request];
            RequireReceipt(log, release.Receipt, permit);
            Assert.Equal(EventOutcome.Permit, permit.Said.Outcome);
            Assert.Equal(release.Answer.Grant?.Digest, permit.Said.Grant);
        }

        // 4. Nothing is visible that was not submitted.
        Assert.Subset(submitted.Keys.ToHashSet(), visible);
    }

    /// <summary>Checked at the end, when nobody works any more.</summary>
    public async Task HoldAtRestAsync(Participant reader, Participant compliance)
    {
        // 1. As ever; and what is in the log is what can be seen, and what lies on the disk.
        await HoldAsync(reader, compliance);
        AuditRecord before = await new RecordReader(compliance).ReadAsync(Cancel);
        string[] items = [.. before.Events
            .Where(entry => entry.Said.Code == EventCodes.ItemSubmitted)
            .Select(entry => entry.Said.Item.ToString()!)
            .Order(StringComparer.Ordinal)];
        Assert.Equal(
            items,
            (await new ItemReader(reader).ListAsync(Cancel)).Select(seen => seen.Verified.Id.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(
            items,
            Directory.GetDirectories(Path.Combine(world.ServerHome, "parts"))
                .Select(folder => Path.GetFileName(folder))
                .Order(StringComparer.Ordinal));

        // 2. The same bytes again are the same event, and no second one.
        await RepeatAsync(reader);
        AuditRecord after = await new RecordReader(compliance).ReadAsync(Cancel);
        Assert.Equal(before.Leaves, after.Leaves);

        // 3. Everything else that an auditor looks at: every part of every item is hashed for it, every decision made again.
        CommandResult audit = (await world.AsAsync("carol", "audit", "verify", "--full")).Expect(0);
        TestContext.Current.TestOutputHelper?.WriteLine(audit.Output);
    }

    private async Task RepeatAsync(Participant reader)
    {
        foreach (AcknowledgedRelease release in record.Releases)
        {
            Client.Transport.ReleaseAnswer again = await reader.Server.Items.ReleaseAsync(release.Signed, Cancel);
            Assert.Equal(release.Receipt.Index, IndexOf(reader, again.Receipt.Span));
            Assert.True(release.Answer.Grant!.Span.SequenceEqual(again.Grant!.Span));
        }

        using Participant alice = await world.OpenAsync("alice");
        foreach (AcknowledgedSubmission submission in record.Submissions
            .Where(submission => submission.Receipt.Said?.Actor == alice.Self.Id))
        {
            Contract.Wire.SubmitRequest stored = StoredSubmission.Read(world.ServerHome, submission.Item.ToString());
            EncodedReceipt again = await alice.Server.Items.SubmitAsync(
                DsseEnvelope.Parse(stored.Statement.Span),
                DsseEnvelope.Parse(stored.GrantStatement.Span),
                [.. stored.Grants.Select(grant => new SealedGrantFile(grant.Memory))],
                Cancel);
            Assert.Equal(submission.Receipt.Index, IndexOf(alice, again.Span));
        }
    }

    private static LogIndex IndexOf(Participant participant, ReadOnlySpan<byte> receipt) =>
        ReceiptVerifier.VerifyAudit(receipt, participant.Agreement).Index;

    private static void RequireReceipt(AuditRecord log, VerifiedReceipt receipt, RecordedEvent entry)
    {
        Assert.Equal(entry.Index, receipt.Index);
        Assert.Equal(log.Leaves[(int)receipt.Index.Value], receipt.Commitment?.LeafHash);
    }
}
