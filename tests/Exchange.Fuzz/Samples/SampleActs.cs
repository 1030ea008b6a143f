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
            new("approval", StatementCodec.Encode(StatementKinds.Approval, "approval", new ApprovalPredicate(
                agreement, item, SampleStatements.Digest, SampleStatements.Digest, signer, ApprovalAnswer.TakeBack, SampleStatements.Member, request, end))),
            new("acknowledgement", StatementCodec.Encode(StatementKinds.Acknowledgement, "acknowledgement", new AcknowledgementPredicate(
                agreement, item, SampleStatements.Digest, SampleStatements.Digest, SampleStatements.Digest, signer, request, end))),
            new("policy-change", StatementCodec.Encode(StatementKinds.PolicyChange, "policy-change", new PolicyChangePredicate(
                agreement, item, SampleStatements.Digest, SampleStatements.Digest, policy, PolicyBytes.Digest(policy), signer, request, end))),
            new("withdrawal", StatementCodec.Encode(StatementKinds.Withdrawal, "withdrawal", new WithdrawalPredicate(
                agreement, item, SampleStatements.Digest, signer, request, end))),
        ];
    }
}
