using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Contract.Wire;
using Exchange.Hostile.Clients;

namespace Exchange.Hostile.Races;

/// <summary>The last approval comes while fifteen ask: who stands after it in the log is permitted, on it, and nobody before.</summary>
internal sealed class LastApprovalRace(RaceGround ground) : Race(ground)
{
    protected override async Task<IReadOnlyList<RaceAnswer>> RoundAsync(int round)
    {
        await UnderAsync(Ground.ToBob with
        {
            MaxOpenings = (uint)(100_000 + round),
            Approvals = [new ApprovalRule(PartyName.Parse("lab"), Role.Approver, 1, EachReader: false)],
        });
        RecordRequest approval = Acts.Signed(Ground.Dana, new ApprovalPredicate
        {
            Agreement = Ground.Dana.Agreement.Id,
            Item = Item.Id,
            Statement = Item.Digest,
            PolicyDigest = InForce,
            Approver = Ground.Dana.SenderTerms,
            Answer = ApprovalAnswer.Approve,
            Reader = null,
            Request = RequestId.New(),
            NotAfter = Contract.Json.Timestamp.Truncate(Ground.Clock.GetUtcNow().AddMinutes(10)),
        });
        ReleaseRequest[] requests = SignReleases(Parallel - 1, Item, InForce);
        (IReadOnlyList<RaceAnswer> releases, RaceAnswer approved) =
            await MeetAsync(requests, () => Ground.RecordAsync(Ground.Dana, approval));

        Assert.All(releases, release => Assert.Equal(release.Index > approved.Index, release.IsPermit));
        Assert.All(
            releases.Where(release => release.IsPermit),
            release => Assert.Equal([approved.Event!.Cause!.Value], release.Event!.Approvals!));
        return [.. releases, approved];
    }

    protected override bool OddPermits => true;

    protected override void RequireMet() => Tally.RequireStraddled(Tally.IsLong ? 25 : 0);
}
