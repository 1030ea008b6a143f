using System.Diagnostics;
using Exchange.Client;
using Exchange.Client.Items;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Json;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Contract.Wire;
using Exchange.Formats.Dsse;
using Google.Protobuf;
using Grpc.Core;
using GovernanceClient = Exchange.Contract.Wire.Governance.GovernanceClient;
using RetrievalClient = Exchange.Contract.Wire.Retrieval.RetrievalClient;

namespace Exchange.Hostile.Clients;

/// <summary>Statements about an item as the client makes them, and as it never would; handed in past the client's code.</summary>
internal static class Acts
{
    public static ApprovalPredicate Approval(
        Participant approver,
        SeenItem seen,
        ApprovalAnswer answer = ApprovalAnswer.Approve,
        MemberId? reader = null) =>
        new()
        {
            Agreement = approver.Agreement.Id,
            Item = seen.Verified.Id,
            Statement = seen.Verified.Digest,
            PolicyDigest = seen.InForce.Digest,
            Approver = approver.SenderTerms,
            Answer = answer,
            Reader = reader,
            Request = RequestId.New(),
            NotAfter = Soon(approver),
        };

    public static AcknowledgementPredicate Acknowledgement(Participant reader, SeenItem seen) => new()
    {
        Agreement = reader.Agreement.Id,
        Item = seen.Verified.Id,
        Statement = seen.Verified.Digest,
        PolicyDigest = seen.InForce.Digest,
        Terms = seen.Policy.Terms ?? default,
        Reader = reader.SenderTerms,
        Request = RequestId.New(),
        NotAfter = Soon(reader),
    };

    public static PolicyChangePredicate Change(Participant sender, SeenItem seen, AccessPolicy policy)
    {
        byte[] bytes = PolicyBytes.Encode(policy);
        return new PolicyChangePredicate
        {
            Agreement = sender.Agreement.Id,
            Item = seen.Verified.Id,
            Statement = seen.Verified.Digest,
            PreviousPolicy = seen.InForce.Digest,
            Policy = bytes,
            PolicyDigest = PolicyBytes.Digest(bytes),
            Sender = sender.SenderTerms,
            Request = RequestId.New(),
            NotAfter = Soon(sender),
        };
    }

    public static WithdrawalPredicate Withdrawal(Participant sender, SeenItem seen) => new()
    {
        Agreement = sender.Agreement.Id,
        Item = seen.Verified.Id,
        Statement = seen.Verified.Digest,
        Sender = sender.SenderTerms,
        Request = RequestId.New(),
        NotAfter = Soon(sender),
    };

    public static RecordRequest Signed(Participant signer, IItemAct act) => new()
    {
        Statement = ByteString.CopyFrom((act switch
        {
            ApprovalPredicate approval => Sign(StatementKinds.Approval, approval, signer),
            AcknowledgementPredicate acknowledgement => Sign(StatementKinds.Acknowledgement, acknowledgement, signer),
            PolicyChangePredicate change => Sign(StatementKinds.PolicyChange, change, signer),
            WithdrawalPredicate withdrawal => Sign(StatementKinds.Withdrawal, withdrawal, signer),
            _ => throw new UnreachableException(),
        }).Encode()),
    };

    /// <summary>How a call was refused; null for one that was not.</summary>
    public static async Task<ErrorCode?> RefusalOfAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (RpcException refused)
        {
            return Enum.Parse<ErrorCode>(refused.Trailers.GetValue(ErrorTexts.TrailerName)
                ?? throw new InvalidOperationException($"refused without a name: {refused.Status}"));
        }
    }

    public static Task<ErrorCode?> RecordAsync(AttackedServer server, string caller, RecordRequest request) =>
        RefusalOfAsync(async () =>
            await new GovernanceClient(server.ChannelOf(caller)).RecordAsync(request, cancellationToken: AttackedServer.Cancel));

    public static Task<ErrorCode?> ReleaseAsync(AttackedServer server, string caller, ReleaseRequest request) =>
        RefusalOfAsync(async () =>
            await new RetrievalClient(server.ChannelOf(caller)).ReleaseAsync(request, cancellationToken: AttackedServer.Cancel));

    public static Task<SeenItem> SeeAsync(Participant participant, string item) =>
        new ItemReader(participant).GetAsync(ItemId.Parse(item), AttackedServer.Cancel);

    private static DateTimeOffset Soon(Participant signer) => Timestamp.Truncate(signer.Time.GetUtcNow() + TimeSpan.FromMinutes(10));

    private static DsseEnvelope Sign<T>(StatementKind<T> kind, T act, Participant signer) =>
        EnvelopeSigner.Sign(StatementCodec.Encode(kind, "act", act), [signer.Keys.Signer]);
}
