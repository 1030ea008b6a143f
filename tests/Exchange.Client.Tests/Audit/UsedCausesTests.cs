using Exchange.Client.Record;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Events;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Tests.Audit;

public sealed class UsedCausesTests : IDisposable
{
    private static readonly Sha256Digest One = Sha256Digest.Of([1]), Other = Sha256Digest.Of([2]);

    private readonly TwoParties parties = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(EventCodes.ApprovalGiven)]
    [InlineData(EventCodes.PolicyChanged)]
    [InlineData(EventCodes.GrantAdded)]
    public async Task What_was_signed_once_happens_once(string code)
    {
        AuditEvent said = (await RecordAsync()).Submitted() with { Code = code };
        Assert.Equal(0, await FoundAsync(said with { Cause = One }, said with { Cause = Other }));
        Assert.Equal(1, await FoundAsync(said with { Cause = One }, said with { Cause = Other }, said with { Cause = One }));
    }

    [Fact]
    public async Task A_request_is_permitted_once_and_denied_as_often_as_access_has_ended()
    {
        HandmadeRecord record = await RecordAsync();
        AuditEvent permit = record.Content(parties.Bob, "research", 1, 1) with { Cause = One };
        AuditEvent deny = record.Content(parties.Bob, "research", 1, 1, new FailedCondition.Expired(TwoParties.Day0)) with { Cause = One };
        AuditEvent hidden = deny with { Code = EventCodes.LookupRefused };
        Assert.Equal(0, await FoundAsync(hidden, hidden, permit, deny, hidden));
        Assert.Equal(1, await FoundAsync(permit, hidden, permit));
    }

    private async Task<int> FoundAsync(params AuditEvent[] events)
    {
        HandmadeRecord record = await RecordAsync();
        AuditFindings findings = new();
        UsedCauses used = new(findings);
        foreach (AuditEvent happened in events)
        {
            record.Add(happened);
        }

        foreach (RecordedEvent recorded in record.Events)
        {
            used.RequireUnused(recorded);
        }

        return findings.Count;
    }

    private async Task<HandmadeRecord> RecordAsync() => new(parties, await parties.SignAsync(parties.ToBob, folder.Path, [1]));
}
