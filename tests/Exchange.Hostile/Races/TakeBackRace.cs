using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Contract.Wire;
using Exchange.Formats.Primitives;
using Exchange.Hostile.Clients;

namespace Exchange.Hostile.Races;

/// <summary>
/// The only approval is taken back while fifteen ask for what it permits: either a release rests on it and it
/// stays, or there is no release.
/// </summary>
internal sealed class TakeBackRace(RaceGround ground) : Race(ground)
{
    protected override async Task<IReadOnlyList<RaceAnswer>> RoundAsync(int round)
    {
        await UnderAsync(Ground.ToBob with
        {
            MaxOpenings = (uint)(100_000 + round),
            Approvals = [new ApprovalRule(PartyName.Parse("lab"), Role.Approver, 1, EachReader: false)],
        });
        RaceAnswer approved = await Ground.RecordAsync(Ground.Dana, Answer(ApprovalAnswer.Approve));
        Sha256Digest approval = approved.Event!.Cause!.Value;
        RecordRequest takeBack = Answer(ApprovalAnswer.TakeBack);
        ReleaseRequest[] requests = SignReleases(Parallel - 1, Item, InForce);
        (IReadOnlyList<RaceAnswer> releases, RaceAnswer back) = await MeetAsync(requests, () => Ground.RecordAsync(Ground.Dana, takeBack));

        if (releases.Any(release => release.IsPermit))
        {
            Assert.Equal(ErrorCode.ApprovalUsed, back.Refused);
            Assert.All(releases, release => Assert.Equal([approval], release.Event!.Approvals!));
        }
        else
        {
            Assert.All(releases, release =>
            {
                Assert.True(release.FailedFor(ConditionCode.ApprovalMissing));
                Assert.True(release.Index > back.Index);
            });
        }

        return [.. releases, back];
    }

    // No round can have both: the take-back wins some, a release the others.
    protected override void RequireMet()
    {
        Assert.Equal(0, Tally.Straddled);
        Assert.True(Tally.AllPermitted > 0, $"the take-back always won: {Tally}");
        Assert.True(Tally.AllKeptOut > 0, $"a release always won: {Tally}");
    }

    private RecordRequest Answer(ApprovalAnswer answer) => Acts.Signed(Ground.Dana, new ApprovalPredicate
    {
        Agreement = Ground.Dana.Agreement.Id,
        Item = Item.Id,
        Statement = Item.Digest,
        PolicyDigest = InForce,
        Approver = Ground.Dana.SenderTerms,
        Answer = answer,
        Reader = null,
        Request = RequestId.New(),
        NotAfter = Contract.Json.Timestamp.Truncate(Ground.Clock.GetUtcNow().AddMinutes(10)),
    });
}
