using System.Security.Cryptography;
using System.Text.Json;
using Exchange.Client;
using Exchange.Client.Record;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;
using Exchange.Testing.World;

namespace Exchange.Hostile.Faults;

/// <summary>
/// Somebody whose machine fails while they hand in one file after another, each by a process of its own. After each: the item is in,
/// whole, once, or nothing of it is; and what waited here was sent on as it was signed.
/// </summary>
internal sealed class FaultySender(FaultWorld world, string person, Participant self, FallenFaults fallen, SealedOnce sealedOnce)
{
    private int number;

    private static CancellationToken Cancel => FaultWorld.Cancel;

    /// <summary>Submissions that ended before their receipt was there, and were gone on with.</summary>
    public int Resumed { get; private set; }

    public int Accepted { get; private set; }

    private string Spool => world.AgreementHomeOf(person).SpoolFolder;

    public async Task HandInAsync(Fault fault, int size)
    {
        // 1. Handed in, under the fault.
        HashSet<ItemId> before = [.. (await SubmittedAsync()).Select(entry => entry.Said.Item!.Value)];
        byte[] content = RandomNumberGenerator.GetBytes(size);
        string file = Path.Combine(world.Folder, $"{person}-{number++}.bin");
        await File.WriteAllBytesAsync(file, content, Cancel);
        string trace = world.NewTrace();
        using ClientProcess client = ClientProcess.StartUnder(
            Strace.Wrapper(fault, trace), "submit", file, "--to", "institute/bob", "--home", world.HomeOf(person));
        CommandResult ended = await client.WaitAsync();
        Count(fault, trace, ended);
        await LookAsync();

        // 2. What waits is sent on, though the file has become another.
        await File.WriteAllBytesAsync(file, RandomNumberGenerator.GetBytes(size), Cancel);
        string? waited = await ResumeAsync();

        // 3. It is in, whole, and its receipt is here; or nothing of it is.
        RecordedEvent[] entries = [.. (await SubmittedAsync()).Where(entry => !before.Contains(entry.Said.Item!.Value))];
        Assert.True(
            entries.Length == 1 || (entries.Length == 0 && waited is null && ended.ExitCode != 0),
            $"{entries.Length} entries after {fault}: exit {ended.ExitCode} {ended.Error}");
        foreach (RecordedEvent entry in entries)
        {
            Accepted++;
            Assert.True(ended.ExitCode != 1 || ended.Error.Contains("was submitted, but", StringComparison.Ordinal), ended.Error);
            Assert.Equal(waited ?? entry.Said.Item.ToString(), entry.Said.Item.ToString());
            RequireReceipt(entry, mustBe: size > Exchange.Client.Sealing.ItemSealer.LargestInMemory || ended.ExitCode == 0);
            await RequireContentAsync(entry, content);
        }

        // 4. Nothing is left that seems to wait; a lock that nobody holds goes later.
        Assert.All(Directory.GetFileSystemEntries(Spool), left => Assert.EndsWith(".lock", left, StringComparison.Ordinal));
        await LookAsync();
        File.Delete(file);
    }

    private static void Count(FallenFaults fallen, Fault fault, string trace, CommandResult ended)
    {
        Assert.DoesNotContain("   at Exchange.", ended.Error, StringComparison.Ordinal);
        if (fault.Effect == Fault.Kill)
        {
            fallen.Add(fault, ended.ExitCode == 137 ? FaultTrace.KilledAt(trace, fault) : null);
            return;
        }

        Assert.InRange(ended.ExitCode, 0, 1);
        Assert.True(ended.ExitCode == 0 || ended.Error.Contains("exchange: ", StringComparison.Ordinal), ended.Error);
        Assert.DoesNotContain("This is a bug", ended.Error, StringComparison.Ordinal);
        IReadOnlyList<string> errors = FaultTrace.Errors(trace);
        if (errors.Count == 0)
        {
            fallen.Add(fault, null);
        }

        foreach (string path in errors)
        {
            fallen.Add(fault, path);
        }
    }

    private void Count(Fault fault, string trace, CommandResult ended)
    {
        lock (fallen)
        {
            Count(fallen, fault, trace, ended);
        }
    }

    private async Task LookAsync()
    {
        await sealedOnce.LookAsync(Spool, Cancel);
        string uploads = Path.Combine(world.ServerHome, "uploads", self.Self.Id.ToString());
        if (Directory.Exists(uploads))
        {
            await sealedOnce.LookAsync(uploads, Cancel);
        }
    }

    // The item that waited; null for none.
    private async Task<string?> ResumeAsync()
    {
        JsonElement[] waiting = [.. (await world.AsAsync(person, "outbox", "--json")).Expect(0).Json.EnumerateArray()];
        if (waiting.Length == 0)
        {
            return null;
        }

        string item = Assert.Single(waiting).GetProperty("item").GetString()!;
        DsseEnvelope signed = DsseEnvelope.Parse(await File.ReadAllBytesAsync(Path.Combine(Spool, item, "item.dsse"), Cancel));
        CommandResult resumed = (await world.AsAsync(person, "submit", "--resume", item, "--json")).Expect(0);
        Assert.Equal(item, resumed.Json.GetProperty("item").GetString());
        Assert.Equal(signed.PayloadDigest, (await SubmittedAsync()).Single(entry => entry.Said.Item.ToString() == item).Said.Statement);
        (await world.AsAsync(person, "submit", "--resume", item)).Expect(2);
        Resumed++;
        return item;
    }

    private async Task<IEnumerable<RecordedEvent>> SubmittedAsync() =>
        (await new RecordReader(self).ReadAsync(Cancel)).Events
            .Where(entry => entry.Said.Code == EventCodes.ItemSubmitted && entry.Said.Actor == self.Self.Id);

    private void RequireReceipt(RecordedEvent entry, bool mustBe)
    {
        string receipt = Path.Combine(world.AgreementHomeOf(person).ReceiptsFolder, $"audit-{entry.Index}.tlog-proof");
        Assert.True(File.Exists(receipt) || !mustBe, $"no receipt for {entry.Where}");
        if (File.Exists(receipt))
        {
            Assert.Equal(entry.Leaf, ReceiptVerifier.VerifyAudit(File.ReadAllBytes(receipt), self.Agreement).Commitment?.LeafHash);
        }
    }

    private async Task RequireContentAsync(RecordedEvent entry, byte[] content)
    {
        string folder = Path.Combine(world.Folder, $"pulled-{person}-{number}");
        (await world.AsAsync("bob", "pull", entry.Said.Item.ToString()!, "--purpose", "research", "-o", folder)).Expect(0);
        byte[] opened = await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(folder)), Cancel);
        Assert.True(content.AsSpan().SequenceEqual(opened));
        Directory.Delete(folder, recursive: true);
    }
}
