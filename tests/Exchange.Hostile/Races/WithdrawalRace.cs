using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Contract.Wire;
using Exchange.Hostile.Clients;

namespace Exchange.Hostile.Races;

/// <summary>The sender withdraws while fifteen ask: permits stand before the withdrawal in the log, denials after it.</summary>
internal sealed class WithdrawalRace(RaceGround ground) : Race(ground)
{
    protected override async Task<IReadOnlyList<RaceAnswer>> RoundAsync(int round)
    {
        VerifiedItem item = await Ground.SubmitAsync(Ground.ToBob);
        RecordRequest withdrawal = Acts.Signed(Ground.Alice, new WithdrawalPredicate
        {
            Agreement = Ground.Alice.Agreement.Id,
            Item = item.Id,
            Statement = item.Digest,
            Sender = Ground.Alice.SenderTerms,
            Request = Contract.Ids.RequestId.New(),
            NotAfter = Contract.Json.Timestamp.Truncate(Ground.Clock.GetUtcNow().AddMinutes(10)),
        });
        ReleaseRequest[] requests = SignReleases(Parallel - 1, item, item.Predicate.PolicyDigest);
        (IReadOnlyList<RaceAnswer> releases, RaceAnswer withdrawn) =
            await MeetAsync(requests, () => Ground.RecordAsync(Ground.Alice, withdrawal));

        Assert.NotNull(withdrawn.Index);
        Assert.All(releases, release =>
        {
            Assert.Equal(release.Index < withdrawn.Index, release.IsPermit);
            Assert.Equal(release.IsDeny, release.FailedFor(ConditionCode.Withdrawn));
        });
        return [.. releases, withdrawn];
    }

    protected override void RequireMet() => Tally.RequireStraddled(Tally.IsLong ? 25 : 0);
}
