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

    private int rounds;

    protected RaceGround Ground => ground;

    /// <summary>What bob asks for, where rounds share it; set by <see cref="UnderAsync"/>.</summary>
    protected VerifiedItem Item { get; private set; } = null!;

    protected Sha256Digest InForce { get; private set; }

    /// <summary>Grants that were handed out in all rounds.</summary>
    public int Permits { get; private set; }

    public int Denials { get; private set; }

    public async Task RunAsync(int count)
    {
        for (int round = 0; round < count; round++)
        {
            IReadOnlyList<RaceAnswer> answers = await RoundAsync(round);
            Assert.Equal(Parallel, answers.Count);

            // What was handed out is what the log permits, entry by entry.
            Assert.All(answers, answer => Assert.Equal(answer.IsPermit, answer.Handed));
            Assert.Equal(answers.Count(answer => answer.Index is not null), answers.Select(answer => answer.Index).OfType<Contract.Ids.LogIndex>().Distinct().Count());
            Permits += answers.Count(answer => answer.Handed);
            Denials += answers.Count(answer => answer.IsDeny);
        }
    }

    /// <summary>Sets the stage, lets sixteen calls race, and judges what came of it.</summary>
    protected abstract Task<IReadOnlyList<RaceAnswer>> RoundAsync(int round);

    /// <summary>Puts a policy in force: of the item that there is, or of a new one. Answers and openings of a new one begin anew.</summary>
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
            PolicyChangePredicate change = new(
                ground.Alice.Agreement.Id, Item.Id, Item.Digest, InForce, bytes, PolicyBytes.Digest(bytes), ground.Alice.SenderTerms, Contract.Ids.RequestId.New(), ground.Clock.GetUtcNow().AddMinutes(10));
            RaceAnswer changed = await ground.RecordAsync(ground.Alice, Acts.Signed(ground.Alice, change with { NotAfter = Contract.Json.Timestamp.Truncate(change.NotAfter) }));
            Assert.NotNull(changed.Index);
        }

        InForce = PolicyBytes.Digest(bytes);
        return fresh;
    }

    protected ReleaseRequest[] SignReleases(int count, VerifiedItem item, Sha256Digest policy) =>
        [.. Enumerable.Range(0, count).Select(_ => Requests.Signed(ground.Bob, Requests.Sound(ground.Bob, item) with { PolicyDigest = policy }))];

    /// <summary>All at once, the odd one somewhere among the releases.</summary>
    protected async Task<(IReadOnlyList<RaceAnswer> Releases, RaceAnswer Other)> MeetAsync(ReleaseRequest[] releases, Func<Task<RaceAnswer>> other, int place)
    {
        List<Task<RaceAnswer>> before = [.. releases.Take(place).Select((request, index) => ground.ReleaseAsync(index, request))];
        Task<RaceAnswer> odd = other();
        List<Task<RaceAnswer>> after = [.. releases.Skip(place).Select((request, index) => ground.ReleaseAsync(place + index, request))];
        return (await Task.WhenAll([.. before, .. after]), await odd);
    }
}
