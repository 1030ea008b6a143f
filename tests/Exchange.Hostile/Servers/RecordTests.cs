using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Hostile.World;
using Exchange.Server.Items;
using Exchange.Server.Storage;

namespace Exchange.Hostile.Servers;

/// <summary>
/// An operator who writes entries that are truly signed and well linked, about what did not happen: the audit finds each.
/// </summary>
public sealed class RecordTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_approval_that_was_taken_back_does_not_count_again_by_its_own_signature()
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        world.LeavesMarks = true;
        string item = await SubmitAsync(world, "--approvals", "1@lab");
        (await world.AsAsync("dana", "approve", item)).Expect(0);
        (await world.AsAsync("dana", "approve", item, "--take-back")).Expect(0);

        // Bob could not open it; now the server says that dana has approved, and shows her signature.
        await AppendAsync(world, item, EventCodes.ApprovalGiven, (before, transaction) =>
        {
            transaction.Write.Governance.Answer(
                ItemId.Parse(item), before.Policy!.Value, before.Actor, null, ApprovalAnswer.Approve, before.Cause!.Value);
            return before;
        });
        await world.OpensAsync(item);
        foreach (string auditor in new[] { "carol", "alice" })
        {
            await world.IsCaughtAsync(auditor, Findings.SignatureUsedTwice, Remembers.TheReceipt, "audit", "verify", "--full");
        }
    }

    [Fact]
    public async Task A_denial_gives_the_reasons_that_the_policy_gives_with_its_values()
    {
        await using HostileWorld world = await HostileWorld.StartAsync();
        world.LeavesMarks = true;
        string item = await SubmitAsync(world, "--embargo", "2d");
        (await world.AsAsync("bob", "pull", item, "--purpose", "research", "-o", world.NewFolder())).Expect(3);
        (await world.AsAsync("carol", "audit", "verify", "--full")).Expect(0);
        await AppendAsync(world, item, EventCodes.ContentReleased, (before, _) => before with
        {
            Failed = [new FailedCondition.Embargo(before.Time.AddDays(200))],
        });

        // The sender and compliance notice, and so does the reader who was lied to.
        foreach (string auditor in new[] { "carol", "alice", "bob" })
        {
            await world.IsCaughtAsync(auditor, Findings.ReasonChanged, Remembers.TheReceipt, "audit", "verify", "--full");
        }
    }

    private static async Task<string> SubmitAsync(HostileWorld world, params string[] flags)
    {
        string file = Path.Combine(world.Folder, "governed.txt");
        await File.WriteAllTextAsync(file, HostileWorld.ContentCanary, Token);
        return (await world.AsAsync("alice", ["submit", file, "--to", "institute/bob", "--json", .. flags]))
            .Expect(0).Json.GetProperty("item").GetString()!;
    }

    // Once more what happened before, as the operator would have it.
    private static Task AppendAsync(HostileWorld world, string item, string code, Func<AuditEvent, LedgerTransaction, AuditEvent> lie)
    {
        Ledger ledger = world.Server.Service<Ledger>();
        ItemShelf shelf = world.Server.Service<ItemShelf>();
        return ledger.WriteAsync(
            transaction =>
            {
                StoredItem stored = shelf.Read(transaction.Items.Find(ItemId.Parse(item))!, transaction);
                AuditEvent said = lie(Last(transaction, stored, code), transaction);
                return transaction.AppendEvent(new EventDraft
                {
                    Code = code,
                    Outcome = said.Outcome,
                    Actor = transaction.Directory.Find(said.Actor)!,
                    Item = stored.Verified,
                    Cause = said.Cause,
                    Key = said.Key,
                    Request = said.Request,
                    Purpose = said.Purpose,
                    Openings = said.Openings,
                    Failed = said.Failed,
                    PartiesWhoseComplianceSees = stored.Parties,
                    ActorSees = true,
                });
            },
            Token);
    }

    private static AuditEvent Last(LedgerTransaction transaction, StoredItem item, string code)
    {
        for (long index = transaction.Events.Chain(item.Id)!.Last.Value; ; index--)
        {
            AuditEvent read = transaction.Events.Find(new LogIndex(index))!.Commitment.Read();
            if (read.Code == code && read.Item == item.Id)
            {
                return read;
            }
        }
    }
}
