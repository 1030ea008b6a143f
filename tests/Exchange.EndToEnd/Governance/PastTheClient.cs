using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Items;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Json;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Grpc.Core;

namespace Exchange.EndToEnd.Governance;

/// <summary>What a member signs about an item without the client's own rules in the way, and what the server says to it.</summary>
internal static class PastTheClient
{
    public static Task<ErrorCode?> ChangeAsync(Participant signer, SeenItem seen, AccessPolicy policy)
    {
        byte[] bytes = PolicyBytes.Encode(policy);
        PolicyChangePredicate change = new()
        {
            Agreement = signer.Agreement.Id,
            Item = seen.Verified.Id,
            Statement = seen.Verified.Digest,
            PreviousPolicy = seen.InForce.Digest,
            Policy = bytes,
            PolicyDigest = PolicyBytes.Digest(bytes),
            Sender = signer.SenderTerms,
            Request = RequestId.New(),
            NotAfter = Soon(signer),
        };
        return RecordAsync(signer, StatementCodec.Encode(StatementKinds.PolicyChange, "policy-change", change));
    }

    public static Task<ErrorCode?> WithdrawAsync(Participant signer, SeenItem seen)
    {
        WithdrawalPredicate withdrawal = new()
        {
            Agreement = signer.Agreement.Id,
            Item = seen.Verified.Id,
            Statement = seen.Verified.Digest,
            Sender = signer.SenderTerms,
            Request = RequestId.New(),
            NotAfter = Soon(signer),
        };
        return RecordAsync(signer, StatementCodec.Encode(StatementKinds.Withdrawal, "withdrawal", withdrawal));
    }

    private static DateTimeOffset Soon(Participant signer) => Timestamp.Truncate(signer.Time.GetUtcNow() + TimeSpan.FromMinutes(10));

    /// <summary>Null for what was taken in.</summary>
    private static async Task<ErrorCode?> RecordAsync(Participant signer, ReadOnlyMemory<byte> statement)
    {
        try
        {
            await signer.Server.Acts.RecordAsync(
                EnvelopeSigner.Sign(statement, [signer.Keys.Signer]),
                TestContext.Current.CancellationToken);
            return null;
        }
        catch (ClientException refused) when (refused.InnerException is RpcException rpc)
        {
            return Enum.Parse<ErrorCode>(rpc.Trailers.GetValue(ErrorTexts.TrailerName)
                ?? throw new InvalidOperationException($"refused without a name: {rpc.Status}"));
        }
    }
}
