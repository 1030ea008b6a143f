using Exchange.Client;
using Exchange.Client.Items;
using Exchange.Client.Sealing;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Contract.Wire;
using Exchange.Formats.Dsse;
using Google.Protobuf;
using Grpc.Net.Client;
using GovernanceClient = Exchange.Contract.Wire.Governance.GovernanceClient;
using GrantsClient = Exchange.Contract.Wire.Grants.GrantsClient;
using RetrievalClient = Exchange.Contract.Wire.Retrieval.RetrievalClient;

namespace Exchange.Hostile.Clients;

/// <summary>Every call that names an item, made by a curious member about whatever id: soundly signed, and right in all else.</summary>
/// <param name="model">A real item, from whom its statement, policy and sender are taken over.</param>
internal sealed class OracleCalls(AttackedServer server, string name, Participant curious, SeenItem model)
{
    private readonly GrpcChannel channel = server.ChannelOf(name);

    public IReadOnlyList<(string Call, Func<ItemId, Task> Make)> All =>
    [
        (
            "get",
            item => Retrieval.GetAsync(new GetRequest { Item = item.ToString() }, cancellationToken: AttackedServer.Cancel).ResponseAsync),
        ("release of the content", item => ReleaseAsync(item, SealedKey.Content)),
        ("release of the card", item => ReleaseAsync(item, SealedKey.Card)),
        ("download", item => Retrieval.DownloadPart(
            new DownloadPartRequest { Item = item.ToString() },
            cancellationToken: AttackedServer.Cancel).ResponseStream.MoveNext(AttackedServer.Cancel)),
        ("list of grants", item => Grants.ListGrantsAsync(
            new ListGrantsRequest { Item = item.ToString() },
            cancellationToken: AttackedServer.Cancel).ResponseAsync),
        ("state", item => Governance.GetStateAsync(
            new GetStateRequest { Item = item.ToString() },
            cancellationToken: AttackedServer.Cancel).ResponseAsync),
        ("approval", item => RecordAsync(Acts.Approval(curious, model) with { Item = item })),
        ("acknowledgement", item => RecordAsync(Acts.Acknowledgement(curious, model) with { Item = item })),
        ("change of policy", item => RecordAsync(Acts.Change(curious, model, model.Policy with { MaxOpenings = 5 }) with { Item = item })),
        ("withdrawal", item => RecordAsync(Acts.Withdrawal(curious, model) with { Item = item })),
        ("grant", GrantAsync),
    ];

    private RetrievalClient Retrieval => new(channel);

    private GrantsClient Grants => new(channel);

    private GovernanceClient Governance => new(channel);

    private Task ReleaseAsync(ItemId item, SealedKey key)
    {
        ReleaseRequestPredicate asked =
            Requests.Sound(curious, model.Verified) with { Item = item, Key = key, Purpose = key == SealedKey.Card ? null : "research" };
        return Retrieval.ReleaseAsync(Requests.Signed(curious, asked), cancellationToken: AttackedServer.Cancel).ResponseAsync;
    }

    private Task RecordAsync(IItemAct act) =>
        Governance.RecordAsync(Acts.Signed(curious, act), cancellationToken: AttackedServer.Cancel).ResponseAsync;

    private Task GrantAsync(ItemId item)
    {
        using ItemKeys keys = ItemKeys.Generate();
        IReadOnlyList<SealedGrant> grants =
            GrantSealer.Seal(item, model.Verified.Digest, keys, [KeyRecipient.OfBothKeys(curious.Self)], model.Verified.Sender, null);
        DsseEnvelope statement =
            GrantSealer.Sign(curious.Agreement, item, model.Verified.Digest, curious.SenderTerms, grants, curious.Keys.Signer);
        AddGrantsRequest request = new()
        {
            GrantStatement = ByteString.CopyFrom(statement.Encode()),
            Grants = { grants.Select(grant => ByteString.CopyFrom(grant.File.Span)) },
        };
        return Grants.AddGrantsAsync(request, cancellationToken: AttackedServer.Cancel).ResponseAsync;
    }
}
