using Exchange.Client.Errors;
using Exchange.Client.Record;
using Exchange.Client.Sealing;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Tests.Audit;

public sealed class CauseTests : IDisposable
{
    private readonly TwoParties parties = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_release_is_exactly_what_its_reader_signed()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        HandmadeRecord record = new(parties, signed);
        AuditEvent said = record.Content(parties.Bob, "research", 1, 1);
        ReleaseRequestPredicate request = new()
        {
            Agreement = parties.Agreement.Id,
            Item = signed.Item.Id,
            Statement = signed.Item.Digest,
            Key = SealedKey.Content,
            PolicyDigest = signed.Item.Predicate.PolicyDigest,
            Purpose = "research",
            Request = said.Request.GetValueOrDefault(),
            Reader = parties.SignsAs(parties.Bob),
            NotAfter = said.Time.AddMinutes(1),
        };
        DsseEnvelope cause = Sign(request, parties.Bob);

        Assert.Equal(0, Count(said, cause));
        Assert.Equal(1, Count(said with { Purpose = "evaluation" }, cause));
        Assert.Equal(2, Count(said with { Actor = parties.Dave.Id }, cause));
        Assert.Equal(1, Count(said with { Directory = new DirectoryPosition(1, said.Directory.Root) }, cause));
        Assert.Equal(1, Count(said with { Request = RequestId.New() }, cause));
        Assert.Equal(1, Count(said with { Time = request.NotAfter }, cause));
        Assert.Equal(
            VerificationFault.SignerWrong,
            Assert.Throws<VerificationException>(() => Count(said, Sign(request, parties.Dave))).Fault);
        Assert.Equal(
            VerificationFault.SignatureMissing,
            Assert.Throws<VerificationException>(() => Count(said, cause with { Signatures = [cause.Signatures[0]] })).Fault);
    }

    [Fact]
    public async Task A_submission_is_the_senders_and_under_a_membership_that_held()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        AuditEvent said = new HandmadeRecord(parties, signed).Submitted();
        Assert.Equal(0, Submission(signed, said));
        Assert.Equal(1, Submission(signed, said with { Directory = new DirectoryPosition(1, said.Directory.Root) }));
        Assert.Equal(2, Submission(signed, said with { Actor = parties.Bob.Id }));
    }

    [Fact]
    public async Task Grants_count_only_from_the_statement_that_the_sender_signed_for_this_item()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        SignedItem other = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        RecordedEvent cause = new(new LogIndex(7), Sha256Digest.Of([1]), new HandmadeRecord(parties, signed).Submitted());
        IReadOnlyList<SealedGrant> grants =
            GrantSealer.Seal(signed.Item.Id, signed.Item.Digest, signed.Keys, [KeyRecipient.OfBothKeys(parties.Bob)], parties.Alice, null);

        IReadOnlyList<RecordedGrant> read =
            GrantReader.Read(signed.Item, Grant(signed, grants, parties.Alice), cause, parties.History, new AuditFindings());
        Assert.Equal(
            grants
                .Select(grant => new RecordedGrant(parties.Bob.Id, parties.Bob.Statement, grant.Key, grant.File.Digest, new LogIndex(7))),
            read);
        Assert.Equal(VerificationFault.StatementSwapped, Assert.Throws<VerificationException>(
            () => GrantReader.Read(signed.Item, Grant(other, grants, parties.Alice), cause, parties.History, new AuditFindings())).Fault);
        Assert.Equal(VerificationFault.StatementSwapped, Assert.Throws<VerificationException>(
            () => GrantReader.Read(signed.Item, Grant(signed, grants, parties.Bob), cause, parties.History, new AuditFindings())).Fault);
    }

    [Fact]
    public async Task A_grant_signed_under_a_membership_that_did_not_hold_then_is_found()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        IReadOnlyList<SealedGrant> grants =
            GrantSealer.Seal(signed.Item.Id, signed.Item.Digest, signed.Keys, [KeyRecipient.OfBothKeys(parties.Bob)], parties.Alice, null);
        AuditEvent said = new HandmadeRecord(parties, signed).Submitted();
        Assert.Equal(0, Found(said));
        Assert.Equal(1, Found(said with { Directory = new DirectoryPosition(1, said.Directory.Root) }));

        int Found(AuditEvent happened)
        {
            AuditFindings findings = new();
            GrantReader.Read(
                signed.Item,
                Grant(signed, grants, parties.Alice),
                new RecordedEvent(new LogIndex(7), Sha256Digest.Of([1]), happened),
                parties.History,
                findings);
            return findings.Count;
        }
    }

    private DsseEnvelope Grant(SignedItem signed, IReadOnlyList<SealedGrant> grants, Member grantor) =>
        GrantSealer.Sign(
            parties.Agreement, signed.Item.Id, signed.Item.Digest, parties.SignsAs(grantor), grants, parties.KeysOf(grantor).Signer);

    private DsseEnvelope Sign(ReleaseRequestPredicate request, Member signer) =>
        EnvelopeSigner.Sign(
            StatementCodec.Encode(StatementKinds.ReleaseRequest, "release-request", request),
            [parties.KeysOf(signer).Signer]);

    private int Count(AuditEvent said, DsseEnvelope cause)
    {
        AuditFindings findings = new();
        CauseCheck.CheckRelease(new RecordedEvent(new LogIndex(1), Sha256Digest.Of([1]), said), cause, parties.History, findings);
        return findings.Count;
    }

    private int Submission(SignedItem signed, AuditEvent said)
    {
        AuditFindings findings = new();
        CauseCheck.CheckSubmission(new RecordedEvent(new LogIndex(0), Sha256Digest.Of([1]), said), signed.Item, parties.History, findings);
        return findings.Count;
    }
}
