using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Contract.Wire;
using Exchange.Formats.Primitives;
using Exchange.Hostile.Clients;

namespace Exchange.Hostile.Races;

/// <summary>One kind of race, round after round. What is sent is signed before, so that the calls themselves meet.</summary>
internal abstract class Race(RaceGround ground)
{
    public const int Parallel = 16;

    // Every change of policy is shown to each reader, so an item has at most so many.
    private const int RoundsPerItem = 60;

    private readonly Aim aim = new();
    private int rounds;

    protected RaceGround Ground => ground;

    /// <summary>What bob asks for, where rounds share it; set by <see cref="UnderAsync"/>.</summary>
    protected VerifiedItem Item { get; private set; } = null!;

    protected Sha256Digest InForce { get; private set; }

    /// <summary>What came of all rounds.</summary>
    public RaceTally Tally { get; } = new();

    public async Task RunAsync(int count)
    {
        for (int round = 0; round < count; round++)
        {
            IReadOnlyList<RaceAnswer> answers = await RoundAsync(round);
            Assert.Equal(Parallel, answers.Count);

            // What was handed out is what the log permits, entry by entry and to the byte.
            Assert.All(answers, answer => Assert.Equal(answer.IsPermit, answer.Grant is not null));
            Assert.All(answers, answer => Assert.Equal(answer.Event?.Grant, answer.Grant));
            Assert.Equal(
                answers.Count(answer => answer.Index is not null),
                answers.Select(answer => answer.Index).OfType<Contract.Ids.LogIndex>().Distinct().Count());
            bool permitted = answers.Any(answer => answer.IsPermit);
            bool keptOut = answers.Any(IsKeptOut);
            Tally.Add(answers, IsKeptOut);
            aim.Learn(tooEarly: OddPermits ? !keptOut : !permitted, tooLate: OddPermits ? !permitted : !keptOut);
        }

        Assert.Equal(count, Tally.Rounds);
        Assert.True(Tally is { Permits: > 0, KeptOut: > 0 }, $"all came out on one side: {Tally}");
        RequireMet();
    }

    /// <summary>Whether the odd call is what lets the releases in; else it is what shuts them out.</summary>
    protected virtual bool OddPermits => false;

    /// <summary>Whether a release found the other side of the edge: a denial in the log, where no race says otherwise.</summary>
    protected virtual bool IsKeptOut(RaceAnswer answer) => answer.IsDeny;

    /// <summary>
    /// Fails where the rounds have not shown that the edge lay among the calls: then all that they assert was true of itself.
    /// </summary>
    protected abstract void RequireMet();

    /// <summary>Sets the stage, lets sixteen calls race, and judges what came of it.</summary>
    protected abstract Task<IReadOnlyList<RaceAnswer>> RoundAsync(int round);

    /// <summary>
    /// Puts a policy in force: of the item that there is, or of a new one. Answers and openings of a new one begin anew.
    /// </summary>
    /// <returns>Whether it is a new one.</returns>
    protected async Task<bool> UnderAsync(AccessPolicy policy)
    {
        byte[] bytes = PolicyBytes.Encode(policy);
        bool fresh = rounds++ % RoundsPerItem == 0;
        if (fresh)
        {
            Item = await ground.SubmitAsync(policy);
        }
        else
        {
            PolicyChangePredicate change = new()
            {
                Agreement = ground.Alice.Agreement.Id,
                Item = Item.Id,
                Statement = Item.Digest,
                PreviousPolicy = InForce,
                Policy = bytes,
                PolicyDigest = PolicyBytes.Digest(bytes),
                Sender = ground.Alice.SenderTerms,
                Request = Contract.Ids.RequestId.New(),
                NotAfter = ground.Clock.GetUtcNow().AddMinutes(10),
            };
            RaceAnswer changed = await ground.RecordAsync(
                ground.Alice,
                Acts.Signed(ground.Alice, change with { NotAfter = Contract.Json.Timestamp.Truncate(change.NotAfter) }));
            Assert.NotNull(changed.Index);
        }

        InForce = PolicyBytes.Digest(bytes);
        return fresh;
    }

    protected ReleaseRequest[] SignReleases(int count, VerifiedItem item, Sha256Digest policy) =>
        [.. Enumerable.Range(0, count)
            .Select(_ => Requests.Signed(ground.Bob, Requests.Sound(ground.Bob, item) with { PolicyDigest = policy }))];

    /// <summary>As bob.</summary>
    protected Task<(IReadOnlyList<RaceAnswer> Releases, RaceAnswer Other)> MeetAsync(
        ReleaseRequest[] releases,
        Func<Task<RaceAnswer>> other) =>
        MeetAsync(releases, ground.ReleaseAsync, other);

    /// <summary>All at once, the odd one somewhere among the releases.</summary>
    protected async Task<(IReadOnlyList<RaceAnswer> Releases, T Other)> MeetAsync<T>(
        ReleaseRequest[] releases,
        Func<int, ReleaseRequest, Task<RaceAnswer>> release,
        Func<Task<T>> other)
    {
        int place = Math.Clamp(aim.Place, 0, releases.Length);
        List<Task<RaceAnswer>> before = [.. releases.Take(place).Select((request, index) => release(index, request))];
        await Task.Delay(Math.Max(aim.Place - releases.Length, 0), AttackedServer.Cancel);
        Task<T> odd = other();
        await Task.Delay(Math.Max(-aim.Place, 0), AttackedServer.Cancel);
        List<Task<RaceAnswer>> after = [.. releases.Skip(place).Select((request, index) => release(place + index, request))];
        return (await Task.WhenAll([.. before, .. after]), await odd);
    }
}
