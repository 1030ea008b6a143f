using Exchange.Client.Audit;
using Exchange.Client.Errors;
using Exchange.Client.Receipts;
using Exchange.Client.Release;
using Exchange.Client.Sealing;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Tests.Audit;

public sealed class ReceiptTests : IDisposable
{
    private readonly TwoParties parties = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_receipt_verifies_under_its_agreement_and_is_only_described_without_one()
    {
        byte[] receipt = parties.Receipt(await PermitAsync());
        ReceiptVerdict verified = ReceiptCheck.Verify(receipt, parties.Agreement);
        Assert.True(verified.Trusted);
        Assert.Contains(("outcome", "permit"), verified.Facts);
        Assert.Contains(("purpose", "research"), verified.Facts);

        ReceiptVerdict described = ReceiptCheck.Verify(receipt, null);
        Assert.False(described.Trusted);
        Assert.Equal(verified.Facts, described.Facts);
        Assert.Equal(
            VerificationFault.ReceiptWrong,
            Assert.Throws<VerificationException>(() => ReceiptCheck.Verify(receipt, new TwoParties().Agreement)).Fault);
    }

    [Fact]
    public async Task Every_byte_of_a_receipt_counts()
    {
        byte[] receipt = parties.Receipt(await PermitAsync());
        for (int at = 0; at < receipt.Length; at += 97)
        {
            byte[] bent = [.. receipt];
            bent[at] ^= 1;
            Assert.ThrowsAny<ClientException>(() => ReceiptCheck.Verify(bent, parties.Agreement));
        }
    }

    [Fact]
    public void An_agreement_is_trusted_only_if_it_is_the_pinned_one()
    {
        byte[] agreement = parties.Agreement.Envelope.Dsse.Encode();
        Assert.True(ReceiptCheck.Verify(agreement, parties.Agreement).Trusted);
        Assert.False(ReceiptCheck.Verify(agreement, null).Trusted);
        Assert.False(ReceiptCheck.Verify(agreement, new TwoParties().Agreement).Trusted);
        Assert.Equal(ExitCode.Failed, Assert.Throws<ClientException>(() => ReceiptCheck.Verify("{}"u8, null)).Exit);
        Assert.Equal(ExitCode.Failed, Assert.Throws<ClientException>(() => ReceiptCheck.Verify("hello"u8, null)).Exit);
    }

    [Fact]
    public async Task A_receipt_for_another_submission_is_refused()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        PreparedItem prepared = new(signed.Item.Id, signed.Statement, signed.Statement, [], signed.Parts);
        AuditEvent said = new HandmadeRecord(parties, signed).Submitted() with
        {
            Cause = prepared.GrantStatement.PayloadDigest,
            Request = null,
        };
        ExpectedEvent expected = prepared.ToBecome(parties.Alice.Id, parties.Agreement.Id);
        Assert.Equal(0, Verify(expected, said).Index.Value);
        foreach (AuditEvent other in new[]
        {
            said with { Item = ItemId.New() },
            said with { Statement = Sha256Digest.Of([1]) },
            said with { Actor = parties.Bob.Id },
            said with { Code = EventCodes.GrantAdded },
            said with { Agreement = AgreementId.New() },
            said with { Cause = Sha256Digest.Of([1]) },
            said with { Outcome = EventOutcome.Permit },
        })
        {
            Assert.Equal(VerificationFault.ReceiptWrong, Assert.Throws<VerificationException>(() => Verify(expected, other)).Fault);
        }
    }

    [Fact]
    public async Task A_receipt_for_another_release_or_another_grant_is_refused()
    {
        SealedGrantFile grant = new(new byte[] { 1, 2, 3 });
        AuditEvent said = await PermitAsync() with { Grant = grant.Digest };
        ReleaseRequestPredicate request = new()
        {
            Agreement = said.Agreement,
            Item = said.Item.GetValueOrDefault(),
            Statement = said.Statement.GetValueOrDefault(),
            Key = SealedKey.Content,
            PolicyDigest = said.Policy.GetValueOrDefault(),
            Purpose = "research",
            Request = said.Request.GetValueOrDefault(),
            Reader = parties.SignsAs(parties.Bob),
            NotAfter = TwoParties.Day0,
        };
        Sha256Digest cause = said.Cause.GetValueOrDefault();
        ExpectedEvent expected = ReleaseDoor.ToBecome(request, cause, grant);
        Assert.Equal(0, Verify(expected, said).Index.Value);
        foreach (AuditEvent other in new[]
        {
            said with { Grant = Sha256Digest.Of([9]) },
            said with { Outcome = EventOutcome.Deny },
            said with { Key = SealedKey.Card },
            said with { Request = RequestId.New() },
            said with { Purpose = "evaluation" },
            said with { Policy = Sha256Digest.Of([9]) },
            said with { Cause = Sha256Digest.Of([9]) },
            said with { Actor = parties.Dave.Id },
        })
        {
            Assert.Equal(VerificationFault.ReceiptWrong, Assert.Throws<VerificationException>(() => Verify(expected, other)).Fault);
        }

        // A permit in the log is no receipt for an answer that says no.
        Assert.Throws<VerificationException>(() => Verify(ReleaseDoor.ToBecome(request, cause, null), said));
    }

    private async Task<AuditEvent> PermitAsync() =>
        new HandmadeRecord(parties, await parties.SignAsync(parties.ToBob, folder.Path, [1])).Content(parties.Bob, "research", 1, 1);

    private VerifiedReceipt Verify(ExpectedEvent expected, AuditEvent said) =>
        ReceiptShelf.Verify(expected, new EncodedReceipt(parties.Receipt(said)), parties.Agreement, "of it");
}
