using Exchange.Client.Audit;
using Exchange.Client.Errors;
using Exchange.Client.Record;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;

namespace Exchange.Client.Tests.Audit;

public sealed class ChainCheckTests : IDisposable
{
    private readonly TwoParties parties = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_whole_chain_up_to_its_head_has_nothing_wrong()
    {
        (HandmadeRecord record, ItemId item) = await RecordAsync();
        Assert.Equal(0, Whole(item, record.Events, record.Head(100)));
        Assert.Equal(0, Whole(item, record.Events, record.Head(200)));
    }

    [Fact]
    public async Task A_withheld_event_is_noticed_wherever_it_stood()
    {
        (HandmadeRecord record, ItemId item) = await RecordAsync();
        for (int hidden = 0; hidden < record.Events.Count; hidden++)
        {
            RecordedEvent[] rest = [.. record.Events.Where((_, place) => place != hidden)];
            Assert.Equal(1, Whole(item, rest, record.Head(100)));
        }
    }

    [Fact]
    public async Task A_chain_that_is_shorter_or_ends_otherwise_than_its_head_is_noticed()
    {
        (HandmadeRecord record, ItemId item) = await RecordAsync();
        ItemHead head = record.Head(100);
        Assert.Equal(1, Whole(item, record.Events, head with { Count = 5 }));
        Assert.Equal(1, Whole(item, record.Events, head with { LastEntry = record.Events[0].Leaf }));
        Assert.Equal(1, Whole(item, record.Events, head with { Item = ItemId.New() }));
    }

    [Fact]
    public async Task A_head_for_an_older_log_is_refused_since_it_could_hide_the_newest_event()
    {
        (HandmadeRecord record, ItemId item) = await RecordAsync();
        RecordedEvent[] older = [.. record.Events.SkipLast(1)];
        Assert.Equal(1, Whole(item, older, new ItemHead(item, older.Length, older[^1].Leaf, record.Events[^1].Index.Value)));
    }

    [Fact]
    public async Task Who_sees_a_part_of_the_chain_notices_what_contradicts_it()
    {
        (HandmadeRecord record, ItemId item) = await RecordAsync();
        Assert.Equal(0, Seen(item, [record.Events[1], record.Events[3]]));
        Assert.Equal(0, Seen(item, [record.Events[1], record.Events[2]]));
        Assert.Equal(1, Seen(item, [record.Events[2], record.Events[1]]));
        Assert.Equal(
            1,
            Seen(
                item,
                [
                    record.Events[1],
                    record.Events[2] with { Said = record.Events[2].Said with { PreviousItemEntry = record.Events[0].Leaf } },
                ]));
    }

    private static int Whole(ItemId item, IReadOnlyList<RecordedEvent> events, ItemHead head)
    {
        AuditFindings findings = new();
        ChainCheck.CheckWhole(item, events, head, checkpointSize: 100, findings);
        return findings.Count;
    }

    private static int Seen(ItemId item, IReadOnlyList<RecordedEvent> events)
    {
        AuditFindings findings = new();
        ChainCheck.CheckSeen(item, events, findings);
        Assert.True(
            findings.Count == 0 || Assert.Throws<VerificationException>(findings.ThrowIfAny).Fault == VerificationFault.ChainBroken);
        return findings.Count;
    }

    private async Task<(HandmadeRecord Record, ItemId Item)> RecordAsync()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        HandmadeRecord record = new(parties, signed);
        record.Add(record.Submitted())
            .Add(record.Card(parties.Bob))
            .Add(record.Content(parties.Bob, "research", 1, 1))
            .Add(record.Content(parties.Bob, "research", 2, 2));
        return (record, signed.Item.Id);
    }
}
