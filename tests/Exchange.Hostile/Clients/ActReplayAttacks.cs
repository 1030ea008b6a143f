using Exchange.Client.Items;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Json;
using Exchange.Contract.Policy;
using Exchange.Contract.Wire;
using Exchange.Formats.Primitives;
using Exchange.Server;

namespace Exchange.Hostile.Clients;

/// <summary>
/// C4: statements about items, and release requests, at another time, by other hands, elsewhere, for something else. Each refusal has
/// its own name, and nothing is taken in.
/// </summary>
public sealed class ActReplayAttacks
{
    private static readonly Sha256Digest Other = Sha256Digest.Of("another"u8);

    [Fact]
    [Trait("Attack", "C4")]
    public Task Past_its_not_after_or_too_far_ahead_it_counts_no_more() => MatrixAsync(async matrix =>
    {
        foreach (TimeSpan shift in new[] { TimeSpan.FromSeconds(-1), TimeSpan.FromHours(2) })
        {
            DateTimeOffset notAfter = Timestamp.Truncate(DateTimeOffset.UtcNow + shift);
            await matrix.AllAsync(
                ErrorCode.RequestExpired,
                approval => approval with { NotAfter = notAfter },
                acknowledgement => acknowledgement with { NotAfter = notAfter },
                change => change with { NotAfter = notAfter },
                withdrawal => withdrawal with { NotAfter = notAfter },
                release => release with { NotAfter = notAfter });
        }
    });

    [Fact]
    [Trait("Attack", "C4")]
    public Task Of_another_agreement_it_counts_not_here() => MatrixAsync(matrix =>
    {
        AgreementId elsewhere = AgreementId.New();
        return matrix.AllAsync(
            ErrorCode.OtherAgreement,
            approval => approval with { Agreement = elsewhere },
            acknowledgement => acknowledgement with { Agreement = elsewhere },
            change => change with { Agreement = elsewhere },
            withdrawal => withdrawal with { Agreement = elsewhere },
            release => release with { Agreement = elsewhere });
    });

    [Fact]
    [Trait("Attack", "C4")]
    public Task For_another_item_it_counts_not_for_this() => MatrixAsync(async matrix =>
    {
        await matrix.AllAsync(
            ErrorCode.OtherItem,
            approval => approval with { Item = matrix.Second.Verified.Id },
            acknowledgement => acknowledgement with { Item = matrix.Second.Verified.Id },
            change => change with { Item = matrix.Second.Verified.Id },
            withdrawal => withdrawal with { Item = matrix.Second.Verified.Id },
            release => release with { Item = matrix.Second.Verified.Id });
        await matrix.AllAsync(
            ErrorCode.OtherItem,
            approval => approval with { Statement = matrix.Second.Verified.Digest },
            acknowledgement => acknowledgement with { Statement = matrix.Second.Verified.Digest },
            change => change with { Statement = matrix.Second.Verified.Digest },
            withdrawal => withdrawal with { Statement = matrix.Second.Verified.Digest },
            release => release with { Statement = matrix.Second.Verified.Digest });
    });

    [Fact]
    [Trait("Attack", "C4")]
    public Task Under_another_policy_it_counts_not_under_this() => MatrixAsync(async matrix =>
    {
        await matrix.AllAsync(
            ErrorCode.PolicyChanged,
            approval => approval with { PolicyDigest = Other },
            acknowledgement => acknowledgement with { PolicyDigest = Other },
            change => change with { PreviousPolicy = Other },
            withdrawal: null,
            release => release with { PolicyDigest = Other });

        // What was signed under the policy before, and kept back until the next.
        RecordRequest kept = Acts.Signed(matrix.Dana, Acts.Approval(matrix.Dana, matrix.First));
        RecordRequest change =
            Acts.Signed(matrix.Alice, Acts.Change(matrix.Alice, matrix.First, matrix.First.Policy with { MaxOpenings = 5 }));
        Assert.Null(await Acts.RecordAsync(matrix.Server, "alice", change));
        Assert.Equal(ErrorCode.PolicyChanged, await Acts.RecordAsync(matrix.Server, "dana", kept));
        matrix.Expected++;
    });

    [Fact]
    [Trait("Attack", "C4")]
    public Task In_the_hands_of_another_member_it_is_not_theirs() => MatrixAsync(async matrix =>
    {
        Assert.Equal(
            ErrorCode.NotYours,
            await Acts.RecordAsync(matrix.Server, "erin", Acts.Signed(matrix.Dana, Acts.Approval(matrix.Dana, matrix.First))));
        Assert.Equal(
            ErrorCode.NotYours,
            await Acts.RecordAsync(matrix.Server, "carol", Acts.Signed(matrix.Bob, Acts.Acknowledgement(matrix.Bob, matrix.First))));
        Assert.Equal(
            ErrorCode.NotYours,
            await Acts.RecordAsync(
                matrix.Server,
                "mallory",
                Acts.Signed(matrix.Alice, Acts.Change(matrix.Alice, matrix.First, matrix.First.Policy with { MaxOpenings = 5 }))));
        Assert.Equal(
            ErrorCode.NotYours,
            await Acts.RecordAsync(matrix.Server, "bob", Acts.Signed(matrix.Alice, Acts.Withdrawal(matrix.Alice, matrix.First))));
        Assert.Equal(
            ErrorCode.NotYours,
            await Acts.ReleaseAsync(
                matrix.Server,
                "erin",
                Requests.Signed(matrix.Bob, Requests.Sound(matrix.Bob, matrix.First.Verified))));

        // Nor does it help to name oneself in it: then the signature is another's.
        Assert.Equal(
            ErrorCode.NotVerified,
            await Acts.RecordAsync(matrix.Server, "erin", Acts.Signed(matrix.Erin, Acts.Approval(matrix.Dana, matrix.First))));
        Assert.Equal(
            ErrorCode.NotVerified,
            await Acts.RecordAsync(matrix.Server, "erin", Acts.Signed(matrix.Dana, Acts.Approval(matrix.Erin, matrix.First))));
    });

    [Fact]
    [Trait("Attack", "C4")]
    public Task An_acknowledgement_of_other_terms_is_none() => MatrixAsync(async matrix => Assert.Equal(
        ErrorCode.OtherTerms, await Acts.RecordAsync(
            matrix.Server,
            "bob",
            Acts.Signed(matrix.Bob, Acts.Acknowledgement(matrix.Bob, matrix.First) with { Terms = Other }))));

    [Fact]
    [Trait("Attack", "C4")]
    public Task The_same_bytes_again_are_the_same_entry_and_undo_nothing_that_came_after() => MatrixAsync(async matrix =>
    {
        RecordRequest approve = Acts.Signed(matrix.Dana, Acts.Approval(matrix.Dana, matrix.First));
        RecordRequest takeBack = Acts.Signed(matrix.Dana, Acts.Approval(matrix.Dana, matrix.First, ApprovalAnswer.TakeBack));
        foreach (RecordRequest request in new[] { approve, takeBack, approve, takeBack, approve })
        {
            Assert.Null(await Acts.RecordAsync(matrix.Server, "dana", request));
        }

        matrix.Expected += 2;
        SeenItem seen = await Acts.SeeAsync(matrix.Bob, matrix.First.Verified.Id.ToString());
        Assert.Equal(
            ApprovalAnswer.TakeBack,
            Assert.Single(
                (await new SituationReader(matrix.Bob).ReadAsync(seen, AttackedServer.Cancel)).Answers).Predicate.Answer);

        // Nor do they count again when their time is over.
        matrix.Clock.Skew = TimeSpan.FromMinutes(11);
        Assert.Equal(ErrorCode.RequestExpired, await Acts.RecordAsync(matrix.Server, "dana", approve));
    });

    [Fact]
    [Trait("Attack", "C4")]
    public Task An_approval_of_a_policy_that_went_and_came_back_counts_no_more() => MatrixAsync(async matrix =>
    {
        Assert.Null(await Acts.RecordAsync(matrix.Server, "dana", Acts.Signed(matrix.Dana, Acts.Approval(matrix.Dana, matrix.First))));
        Assert.Null(await Acts.RecordAsync(
            matrix.Server,
            "alice",
            Acts.Signed(matrix.Alice, Acts.Change(matrix.Alice, matrix.First, matrix.First.Policy with { MaxOpenings = 5 }))));
        SeenItem changed = await Acts.SeeAsync(matrix.Alice, matrix.First.Verified.Id.ToString());
        Assert.Null(await Acts.RecordAsync(
            matrix.Server,
            "alice",
            Acts.Signed(matrix.Alice, Acts.Change(matrix.Alice, changed, matrix.First.Policy))));
        matrix.Expected += 3;

        SeenItem back = await Acts.SeeAsync(matrix.Bob, matrix.First.Verified.Id.ToString());
        Assert.Equal(matrix.First.InForce.Digest, back.InForce.Digest);
        Assert.Empty((await new SituationReader(matrix.Bob).ReadAsync(back, AttackedServer.Cancel)).Answers);
    });

    private static async Task MatrixAsync(Func<ActMatrix, Task> attack)
    {
        SkewedClock clock = new();
        await using AttackedServer server = await AttackedServer.StartAsync(new HostOptions { Time = clock });
        ActMatrix matrix = await ActMatrix.OfAsync(server, clock);
        int before = (await Events.AllAsync(server)).Count;
        await attack(matrix);
        Assert.Equal(before + matrix.Expected, (await Events.AllAsync(server)).Count);
    }
}
