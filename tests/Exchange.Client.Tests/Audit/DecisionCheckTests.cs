using Exchange.Client.Audit;
using Exchange.Client.Errors;
using Exchange.Client.Record;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Events;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Tests.Audit;

public sealed class DecisionCheckTests : IDisposable
{
    private readonly TwoParties parties = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_honest_record_has_nothing_wrong()
    {
        HandmadeRecord record = await RecordAsync(parties.ToBob with { MaxOpeningsPerPerson = 2 });
        record.Add(record.Submitted()).Add(record.Card(parties.Bob)).Add(record.Content(parties.Bob, "research", 1, 1));
        record.Add(record.Content(parties.Bob, "evaluation", 1, 1, new FailedCondition.PurposeNotListed("evaluation")));
        record.Add(record.Content(parties.Alice, "research", 0, 0)).Add(record.Content(parties.Bob, "research", 2, 2));
        record.Add(record.Content(parties.Bob, "research", 2, 2, new FailedCondition.OpeningsPerPersonUsedUp(2)));
        Assert.Equal(0, record.Follow().Count);
        Assert.Equal(0, record.Follow(wholeChain: false).Count);
    }

    [Fact]
    public async Task A_permit_that_the_policy_denies_is_found() => await AssertWrong(
        parties.ToBob with { Embargo = TwoParties.Day0.AddDays(50) }, record => record.Content(parties.Bob, "research", 1, 1));

    [Fact]
    public async Task A_denial_of_what_the_policy_permits_is_found() => await AssertWrong(
        parties.ToBob, record => record.Content(parties.Bob, "research", 0, 0, new FailedCondition.Expired(TwoParties.Day0)));

    [Fact]
    public async Task A_denial_with_fewer_reasons_than_there_are_is_found() => await AssertWrong(
        parties.ToBob with { Embargo = TwoParties.Day0.AddDays(50) },
        record => record.Content(parties.Bob, "evaluation", 0, 0, new FailedCondition.Embargo(TwoParties.Day0.AddDays(50))));

    [Fact]
    public async Task An_opening_that_is_not_counted_is_found() => await AssertWrong(
        parties.ToBob, record => record.Content(parties.Bob, "research", 0, 0));

    [Fact]
    public async Task Openings_past_the_maximum_are_found_although_each_event_claims_to_be_the_first()
    {
        HandmadeRecord record = await RecordAsync(parties.ToBob with { MaxOpenings = 1 });
        record.Add(record.Submitted())
            .Add(record.Content(parties.Bob, "research", 1, 1))
            .Add(record.Content(parties.Bob, "research", 1, 1));
        Assert.Equal(VerificationFault.DecisionWrong, Assert.Throws<VerificationException>(record.Follow().ThrowIfAny).Fault);
    }

    [Fact]
    public async Task A_release_to_a_member_outside_the_audience_is_found() => await AssertWrong(
        parties.ToBob, record => record.Content(parties.Dave, "research", 1, 1));

    [Fact]
    public async Task A_grant_that_was_not_sealed_to_the_reader_is_found() => await AssertWrong(
        parties.ToBob, record => record.Content(parties.Bob, "research", 1, 1) with { Grant = Sha256Digest.Of([9]) });

    [Fact]
    public async Task A_permit_before_there_was_a_grant_is_found()
    {
        HandmadeRecord record = await RecordAsync(parties.ToBob);
        record.Grants = [];
        record.Add(record.Submitted()).Add(record.Content(parties.Bob, "research", 1, 1));
        Assert.Equal(VerificationFault.DecisionWrong, Assert.Throws<VerificationException>(record.Follow().ThrowIfAny).Fault);

        HandmadeRecord honest = await RecordAsync(parties.ToBob);
        honest.Grants = [];
        honest.Add(honest.Submitted()).Add(honest.Content(parties.Bob, "research", 0, 0, new FailedCondition.NoGrant()));
        Assert.Equal(0, honest.Follow().Count);
    }

    [Fact]
    public async Task The_right_reasons_with_other_values_or_in_another_order_are_found()
    {
        AccessPolicy policy = parties.ToBob with { Embargo = TwoParties.Day0.AddDays(50), Expires = TwoParties.Day0 };
        FailedCondition[] honest = [.. Assert.IsType<Decision.Deny>(PolicyEvaluator.Decide(
            policy, parties.Bob.ToReader(), SealedKey.Content, "research", AccessState.Fresh, TwoParties.Day0.AddDays(1),
            parties.Agreement.PolicyTerms)).Failed];
        Assert.Equal([ConditionCode.Expired, ConditionCode.Embargo], honest.Select(condition => condition.Code));
        Assert.Equal(0, await FoundAsync(honest));
        Assert.Equal(1, await FoundAsync([honest[1], honest[0]]));
        Assert.Equal(1, await FoundAsync([honest[0], new FailedCondition.Embargo(TwoParties.Day0.AddDays(51))]));
        Assert.Equal(1, await FoundAsync([new FailedCondition.Expired(TwoParties.Day0.AddSeconds(1)), honest[1]]));

        async Task<int> FoundAsync(FailedCondition[] failed)
        {
            HandmadeRecord record = await RecordAsync(policy);
            record.Add(record.Submitted());
            record.Add(record.Content(parties.Bob, "research", 0, 0, failed));
            return record.Follow().Count;
        }
    }

    [Fact]
    public async Task A_permit_for_a_device_to_which_nothing_was_sealed_is_found()
    {
        HandmadeRecord record = await RecordAsync(parties.ToBob);
        record.Asking = parties.Dave.Devices[0];
        record.Add(record.Submitted()).Add(record.Content(parties.Bob, "research", 1, 1));
        Assert.Equal(VerificationFault.DecisionWrong, Assert.Throws<VerificationException>(record.Follow().ThrowIfAny).Fault);

        HandmadeRecord honest = await RecordAsync(parties.ToBob);
        honest.Asking = parties.Dave.Devices[0];
        honest.Add(honest.Submitted()).Add(honest.Content(parties.Bob, "research", 0, 0, new FailedCondition.NoGrant()));
        Assert.Equal(0, honest.Follow().Count);
    }

    [Fact]
    public async Task Hiding_the_item_from_a_member_of_its_audience_is_found()
    {
        HandmadeRecord record = await RecordAsync(parties.ToBob);
        record.Add(record.Submitted())
            .Add(record.Card(parties.Dave, new FailedCondition.NotInAudience()) with { Code = EventCodes.LookupRefused });
        Assert.Equal(0, record.Follow().Count);
        record.Add(record.Card(parties.Bob, new FailedCondition.NotInAudience()) with { Code = EventCodes.LookupRefused });
        Assert.Equal(1, record.Follow().Count);
    }

    [Fact]
    public async Task Entries_out_of_order_or_of_another_directory_are_found()
    {
        HandmadeRecord record = await RecordAsync(parties.ToBob);
        AuditEvent first = record.Submitted();
        AuditEvent second = record.Card(parties.Bob);
        Assert.Empty(Order(first, second));
        Assert.Equal([VerificationFault.OrderWrong], Order(first, second with { Time = first.Time.AddSeconds(-1) }));
        Assert.Equal([VerificationFault.OrderWrong], Order(first, second with { Directory = At(first.Directory.Size - 1) }));
        Assert.Equal(
            [VerificationFault.PayloadWrong],
            Order(first, second with { Directory = new DirectoryPosition(first.Directory.Size, Sha256Digest.Of([1])) }));
        Assert.Equal([VerificationFault.PayloadWrong], Order(first with { Evaluator = (int)PolicyEvaluator.Version - 1 }, second));

        VerificationFault[] Order(params AuditEvent[] events)
        {
            HandmadeRecord bent = new(parties, new SignedItem(null!, null!, null!, []));
            foreach (AuditEvent happened in events)
            {
                bent.Add(happened);
            }

            AuditFindings findings = new();
            OrderCheck.Check(bent.Events, parties.Agreement, parties.History, findings);
            return findings.Count == 0 ? [] : [Assert.Throws<VerificationException>(findings.ThrowIfAny).Fault];
        }
    }

    private DirectoryPosition At(long size) => new(size, parties.History.RootAt(size).GetValueOrDefault());

    private async Task AssertWrong(AccessPolicy policy, Func<HandmadeRecord, AuditEvent> lie)
    {
        HandmadeRecord record = await RecordAsync(policy);
        record.Add(record.Submitted()).Add(lie(record));
        Assert.Equal(VerificationFault.DecisionWrong, Assert.Throws<VerificationException>(record.Follow().ThrowIfAny).Fault);
    }

    private async Task<HandmadeRecord> RecordAsync(AccessPolicy policy) => new(parties, await parties.SignAsync(policy, folder.Path, [1]));
}
