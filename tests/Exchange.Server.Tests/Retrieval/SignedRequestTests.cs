using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Server.Items;
using Exchange.Server.Tests.World;

namespace Exchange.Server.Tests.Retrieval;

/// <summary>Whatever a member brings, the same fault gets the same answer.</summary>
public sealed class SignedRequestTests : IAsyncDisposable
{
    private static readonly AgreementId Elsewhere = AgreementId.New();

    private readonly ServerWorld world = new();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Theory]
    [InlineData("item")]
    [InlineData("grant")]
    [InlineData("release")]
    [InlineData("act")]
    public void The_signers_own_request_passes(string kind)
    {
        DsseEnvelope signed = Signed(kind);

        Assert.Equal(signed.PayloadDigest, Verify(kind, world.Alice, signed));
    }

    [Theory]
    [InlineData("item")]
    [InlineData("grant")]
    [InlineData("release")]
    [InlineData("act")]
    public void A_request_that_another_member_signed_is_not_the_callers(string kind) =>
        Assert.Equal(ErrorCode.NotYours, Refused(kind, world.Mallory, Signed(kind)));

    [Theory]
    [InlineData("item")]
    [InlineData("grant")]
    [InlineData("release")]
    [InlineData("act")]
    public void A_request_for_another_agreement_is_refused_as_such(string kind) =>
        Assert.Equal(ErrorCode.OtherAgreement, Refused(kind, world.Alice, Signed(kind, Elsewhere)));

    [Theory]
    [InlineData("item")]
    [InlineData("grant")]
    [InlineData("release")]
    [InlineData("act")]
    public void A_request_with_half_its_signatures_does_not_verify(string kind)
    {
        DsseEnvelope whole = Signed(kind);
        DsseEnvelope half = whole with { Signatures = [whole.Signatures[0]] };

        Assert.Throws<EnvelopeException>(() => Verify(kind, world.Alice, half));
    }

    [Theory]
    [InlineData("item")]
    [InlineData("grant")]
    [InlineData("release")]
    [InlineData("act")]
    public void A_request_of_another_kind_is_malformed(string kind)
    {
        DsseEnvelope other = Signed(kind == "item" ? "release" : "item");

        Assert.Throws<MalformedException>(() => Verify(kind, world.Alice, other));
    }

    [Theory]
    [InlineData("item")]
    [InlineData("grant")]
    [InlineData("release")]
    [InlineData("act")]
    public void A_request_by_keys_that_the_directory_does_not_know_is_not_chained(string kind)
    {
        using TestMember stranger = TestMember.Enrol(world.Agreement.Id, world.Agreement.LabRoot, "lab/stranger", Role.Submitter);
        DsseEnvelope signed = Signed(kind, signer: stranger);

        Assert.Equal(DirectoryFault.NotChained, Assert.Throws<DirectoryException>(() => Verify(kind, world.Alice, signed)).Fault);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(3600, true)]
    [InlineData(3601, false)]
    public void A_request_counts_until_its_not_after_and_that_is_at_most_an_hour_ahead(int seconds, bool counts)
    {
        DateTimeOffset now = world.Time.GetUtcNow();

        RefusedException? refused = Record.Exception(() => SignedRequests.RequireTime(now.AddSeconds(seconds), now)) as RefusedException;

        Assert.Equal(counts ? null : ErrorCode.RequestExpired, refused?.Code);
    }

    private ErrorCode Refused(string kind, TestMember caller, DsseEnvelope signed) =>
        Assert.Throws<RefusedException>(() => Verify(kind, caller, signed)).Code;

    private Sha256Digest Verify(string kind, TestMember caller, DsseEnvelope signed)
    {
        (Member member, byte[] bytes, DirectoryState directory) = (world.Of(caller), signed.Encode(), world.Ledger.Directory);
        return kind switch
        {
            "item" => SignedRequests.Item(member, bytes, directory).Digest,
            "grant" => SignedRequests.Grant(member, bytes, directory).Digest,
            "release" => SignedRequests.Release(member, bytes, directory).Digest,
            _ => SignedRequests.Act(member, bytes, directory).Digest,
        };
    }

    private DsseEnvelope Signed(string kind, AgreementId? agreement = null, TestMember? signer = null)
    {
        TestMember by = signer ?? world.Alice;
        AgreementId where = agreement ?? world.Agreement.Id;
        TestItem item = new(world, by, TestItem.ForBob(world)) { Agreement = where };
        DateTimeOffset soon = world.Time.GetUtcNow().AddMinutes(10);
        Sha256Digest any = item.Digest;
        SealedGrantFile file = new(new byte[40]);
        GrantTerms card = new(by.Id, by.Membership.PayloadDigest, SealedKey.Card, file.Digest);
        return kind switch
        {
            "item" => item.Statement,
            "grant" => TestGrants.Sign(by, new GrantPredicate(where, item.Id, any, by.Terms, [card]), [file]).Envelope,
            "release" => by.Sign(StatementKinds.ReleaseRequest, "item", new ReleaseRequestPredicate
            {
                Agreement = where,
                Item = item.Id,
                Statement = any,
                Key = SealedKey.Card,
                PolicyDigest = any,
                Purpose = null,
                Request = RequestId.New(),
                Reader = by.Terms,
                NotAfter = soon,
            }),
            _ => by.Sign(StatementKinds.Withdrawal, "item", new WithdrawalPredicate
            {
                Agreement = where,
                Item = item.Id,
                Statement = any,
                Sender = by.Terms,
                Request = RequestId.New(),
                NotAfter = soon,
            }),
        };
    }
}
