using System.Security.Cryptography;
using Exchange.Client;
using Exchange.Client.Agreements;
using Exchange.Client.Errors;
using Exchange.Client.Items;
using Exchange.Client.Policies;
using Exchange.Client.Receipts;
using Exchange.Client.Release;
using Exchange.Client.Retrieval;
using Exchange.Client.Submission;
using Exchange.Client.Transport;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Hostile.Clients;

namespace Exchange.Hostile.Faults;

/// <summary>
/// Clients side by side, who hand in and open until enough has been acknowledged and nothing more is to be injected. Whatever breaks
/// off they try again; whatever says that somebody cheated fails the test.
/// </summary>
internal sealed class Workload
{
    private static readonly string[] Submitters = ["alice", "mallory", "alice"];
    private static readonly string[] Readers = ["bob", "bob", "bob"];

    // So that the work lasts as long as the faults do.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private static CancellationToken Cancel => FaultWorld.Cancel;

    private readonly FaultWorld world;
    private readonly AcknowledgedRecord record;
    private readonly List<Participant> submitters = [];
    private readonly List<Participant> readers = [];

    private Workload(FaultWorld world, AcknowledgedRecord record)
    {
        this.world = world;
        this.record = record;
    }

    /// <summary>Opens the clients, each with connections of its own; that needs a server.</summary>
    public static async Task<Workload> OpenAsync(FaultWorld world, AcknowledgedRecord record)
    {
        Workload workload = new(world, record);
        foreach (string person in Submitters)
        {
            workload.submitters.Add(await world.OpenAsync(person));
        }

        foreach (string person in Readers)
        {
            workload.readers.Add(await world.OpenAsync(person));
        }

        return workload;
    }

    /// <param name="operations">Acknowledged submissions and releases that there are to be.</param>
    /// <param name="faults">Ends when no more faults come.</param>
    public Task RunAsync(int operations, Task faults)
    {
        // A fault that went wrong ends the work, too.
        bool Going() => !faults.IsFaulted && (record.Count < operations || !faults.IsCompleted);
        return Task.WhenAll([
            .. submitters.Select(participant => Task.Run(() => SubmitAsync(participant, Going), Cancel)),
            .. readers.Select(participant => Task.Run(() => ReadAsync(participant, Going), Cancel)),
        ]);
    }

    private async Task SubmitAsync(Participant sender, Func<bool> going)
    {
        Member bob = sender.Directory.Members.Single(member => member.Name.ToString() == "institute/bob");
        AccessPolicy policy = AgreementDefaults.Policy with { Audience = new Audience([bob.Id], [], []) };
        while (going())
        {
            byte[] content = RandomNumberGenerator.GetBytes(RandomNumberGenerator.GetInt32(1, 200_000));
            string file = Path.Combine(world.Folder, $"{Guid.NewGuid():n}.bin");
            await File.WriteAllBytesAsync(file, content, Cancel);
            await TryAsync(async () =>
            {
                Submitter submitter = new(sender);
                ReadFiles read = await submitter.ReadAsync([file], null, null, Cancel);
                SubmitResult result = await submitter.SubmitAsync(ReadOrder.Of(read, PolicyDraft.From(policy)), null, Cancel);
                VerifiedReceipt kept =
                    ReceiptVerifier.VerifyAudit(await File.ReadAllBytesAsync(result.ReceiptFile, Cancel), sender.Agreement);
                record.Add(new AcknowledgedSubmission(result.Item, kept, Convert.ToHexString(SHA256.HashData(content))));
            });
            File.Delete(file);
            await Task.Delay(Pause, Cancel);
        }
    }

    // Four releases by hand, the answer of each wanted and asked for until it comes; then a whole opening as a person makes it.
    private async Task ReadAsync(Participant reader, Func<bool> going)
    {
        for (int round = 0; going(); round++)
        {
            IReadOnlyList<AcknowledgedSubmission> known = record.Submissions;
            if (known.Count == 0)
            {
                await Task.Delay(20, Cancel);
                continue;
            }

            AcknowledgedSubmission submission = known[RandomNumberGenerator.GetInt32(known.Count)];
            if (round % 5 == 4)
            {
                await TryAsync(() => OpenAsync(reader, submission));
            }
            else if (await ItemAsync(reader, submission, going) is { } item)
            {
                await ReleaseAsync(reader, item, going);
            }

            await Task.Delay(Pause, Cancel);
        }
    }

    private async Task<VerifiedItem?> ItemAsync(Participant reader, AcknowledgedSubmission submission, Func<bool> going)
    {
        VerifiedItem? item = null;
        while (going() && item is null)
        {
            await TryAsync(async () => item = (await new ItemReader(reader).GetAsync(submission.Item, Cancel)).Verified);
        }

        return item;
    }

    private async Task ReleaseAsync(Participant reader, VerifiedItem item, Func<bool> going)
    {
        ReleaseRequestPredicate request = Requests.Sound(reader, item);
        DsseEnvelope signed =
            EnvelopeSigner.Sign(StatementCodec.Encode(StatementKinds.ReleaseRequest, "release-request", request), [reader.Keys.Signer]);
        bool answered = false;
        while (going() && !answered)
        {
            await TryAsync(async () =>
            {
                ReleaseAnswer answer = await reader.Server.Items.ReleaseAsync(signed, Cancel);
                VerifiedReceipt receipt = ReceiptShelf.Verify(
                    ReleaseDoor.ToBecome(request, signed.PayloadDigest, answer.Grant), answer.Receipt, reader.Agreement, "for it");
                record.Add(new AcknowledgedRelease(request, signed, answer, receipt));
                answered = true;
            });
        }
    }

    private async Task OpenAsync(Participant reader, AcknowledgedSubmission submission)
    {
        string folder = Path.Combine(world.Folder, "opened", Guid.NewGuid().ToString("n"));
        OpenedItem opened = await new Opener(reader).PullAsync(submission.Item, "research", folder, null, Cancel);
        byte[] content = await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(folder)), Cancel);
        Assert.Equal(submission.Content, Convert.ToHexString(SHA256.HashData(content)));
        Assert.NotEmpty(opened.Files);
        Directory.Delete(folder, recursive: true);
    }

    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (ClientException refused) when (refused.Exit is ExitCode.Unreachable or ExitCode.Failed)
        {
            record.Add(refused);
            await Task.Delay(50, Cancel);
        }
    }
}
