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

/// <summary>
/// An item to which things happen after its submission: what members sign of it, and the record that an honest server would
/// write, for tests to bend.
/// </summary>
internal sealed class GovernedItem(TwoParties parties, SignedItem signed)
{
    public HandmadeRecord Record { get; } = new HandmadeRecord(parties, signed);

    public ApprovalPredicate Approval(Member approver, ApprovalAnswer answer = ApprovalAnswer.Approve, MemberId? reader = null) => new()
    {
        Agreement = parties.Agreement.Id,
        Item = signed.Item.Id,
        Statement = signed.Item.Digest,
        PolicyDigest = Record.InForce,
        Approver = parties.SignsAs(approver),
        Answer = answer,
        Reader = reader,
        Request = RequestId.New(),
        NotAfter = Record.Now.AddMinutes(1),
    };

    public AcknowledgementPredicate Acknowledgement(Member reader, Sha256Digest terms) => new()
    {
        Agreement = parties.Agreement.Id,
        Item = signed.Item.Id,
        Statement = signed.Item.Digest,
        PolicyDigest = Record.InForce,
        Terms = terms,
        Reader = parties.SignsAs(reader),
        Request = RequestId.New(),
        NotAfter = Record.Now.AddMinutes(1),
    };

    public PolicyChangePredicate Change(Member sender, AccessPolicy policy)
    {
        byte[] bytes = PolicyBytes.Encode(policy);
        return new PolicyChangePredicate
        {
            Agreement = parties.Agreement.Id,
            Item = signed.Item.Id,
            Statement = signed.Item.Digest,
            PreviousPolicy = Record.InForce,
            Policy = bytes,
            PolicyDigest = PolicyBytes.Digest(bytes),
            Sender = parties.SignsAs(sender),
            Request = RequestId.New(),
            NotAfter = Record.Now.AddMinutes(1),
        };
    }

    public WithdrawalPredicate Withdrawal(Member sender) => new()
    {
        Agreement = parties.Agreement.Id,
        Item = signed.Item.Id,
        Statement = signed.Item.Digest,
        Sender = parties.SignsAs(sender),
        Request = RequestId.New(),
        NotAfter = Record.Now.AddMinutes(1),
    };

    /// <summary>Signs it, and puts its event into the record; the digest of what was signed.</summary>
    /// <param name="bend">What a server that lies writes instead.</param>
    public Sha256Digest Add(IItemAct act, Member signer, Func<AuditEvent, AuditEvent>? bend = null)
    {
        (DsseEnvelope cause, string code) = act switch
        {
            ApprovalPredicate approval => (Sign(StatementKinds.Approval, approval, signer), EventCodes.Of(approval.Answer)),
            AcknowledgementPredicate acknowledgement =>
                (Sign(StatementKinds.Acknowledgement, acknowledgement, signer), EventCodes.TermsAcknowledged),
            PolicyChangePredicate change => (Sign(StatementKinds.PolicyChange, change, signer), EventCodes.PolicyChanged),
            WithdrawalPredicate withdrawal => (Sign(StatementKinds.Withdrawal, withdrawal, signer), EventCodes.ItemWithdrawn),
            _ => throw new ArgumentException("none of the four", nameof(act)),
        };
        Record.InForce = act is PolicyChangePredicate next ? next.PolicyDigest : Record.InForce;
        return Put(code, signer, cause, bend);
    }

    public Sha256Digest Approve(Member approver, ApprovalAnswer answer = ApprovalAnswer.Approve, MemberId? reader = null) =>
        Add(Approval(approver, answer, reader), approver);

    /// <summary>
    /// Seals both keys to further members, for each the card's and then the contents'. The record's other grants are those that
    /// <see cref="HandmadeRecord.GrantOf"/> makes up.
    /// </summary>
    public IReadOnlyList<SealedGrant> Grant(Member grantor, params Member[] to)
    {
        IReadOnlyList<SealedGrant> grants = GrantSealer.Seal(
            signed.Item.Id, signed.Item.Digest, signed.Keys, [.. to.Select(KeyRecipient.OfBothKeys)], parties.Alice, null);
        Put(
            EventCodes.GrantAdded,
            grantor,
            GrantSealer.Sign(
                parties.Agreement, signed.Item.Id, signed.Item.Digest, parties.SignsAs(grantor), grants, parties.KeysOf(grantor).Signer),
            null);
        return grants;
    }

    /// <summary>The event of a permit of the contents that rests on these approvals.</summary>
    public static AuditEvent On(AuditEvent permit, params Sha256Digest[] approvals) => permit with { Approvals = approvals };

    private Sha256Digest Put(string code, Member signer, DsseEnvelope cause, Func<AuditEvent, AuditEvent>? bend)
    {
        AuditEvent happened = Record.Signed(code, signer, cause);
        Record.Add(bend is null ? happened : bend(happened));
        return cause.PayloadDigest;
    }

    private DsseEnvelope Sign<T>(StatementKind<T> kind, T act, Member signer) =>
        EnvelopeSigner.Sign(StatementCodec.Encode(kind, "act", act), [parties.KeysOf(signer).Signer]);
}
