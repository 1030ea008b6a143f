using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;

namespace Exchange.Fuzz.Samples;

/// <summary>The statements about a submitted item.</summary>
internal static class SampleActs
{
    public static IEnumerable<Seed> All()
    {
        byte[] policy = PolicyBytes.Encode(SamplePolicies.Governed);
        AgreementId agreement = SampleStatements.AgreementId;
        ItemId item = SampleStatements.Item;
        SenderTerms signer = SampleStatements.SignedBy();
        RequestId request = SampleStatements.Request;
        DateTimeOffset end = SampleStatements.End;
        return
        [
            new("approval", StatementCodec.Encode(StatementKinds.Approval, "approval", new ApprovalPredicate
            {
                Agreement = agreement,
                Item = item,
                Statement = SampleStatements.Digest,
                PolicyDigest = SampleStatements.Digest,
                Approver = signer,
                Answer = ApprovalAnswer.TakeBack,
                Reader = SampleStatements.Member,
                Request = request,
                NotAfter = end,
            })),
            new("acknowledgement", StatementCodec.Encode(StatementKinds.Acknowledgement, "acknowledgement", new AcknowledgementPredicate
            {
                Agreement = agreement,
                Item = item,
                Statement = SampleStatements.Digest,
                PolicyDigest = SampleStatements.Digest,
                Terms = SampleStatements.Digest,
                Reader = signer,
                Request = request,
                NotAfter = end,
            })),
            new("policy-change", StatementCodec.Encode(StatementKinds.PolicyChange, "policy-change", new PolicyChangePredicate
            {
                Agreement = agreement,
                Item = item,
                Statement = SampleStatements.Digest,
                PreviousPolicy = SampleStatements.Digest,
                Policy = policy,
                PolicyDigest = PolicyBytes.Digest(policy),
                Sender = signer,
                Request = request,
                NotAfter = end,
            })),
            new("withdrawal", StatementCodec.Encode(StatementKinds.Withdrawal, "withdrawal", new WithdrawalPredicate
            {
                Agreement = agreement,
                Item = item,
                Statement = SampleStatements.Digest,
                Sender = signer,
                Request = request,
                NotAfter = end,
            })),
        ];
    }
}
