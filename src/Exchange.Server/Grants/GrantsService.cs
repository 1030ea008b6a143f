using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Wire;
using Exchange.Formats.Dsse;
using Exchange.Server.Calls;
using Google.Protobuf;
using Grpc.Core;

namespace Exchange.Server.Grants;

/// <summary>Grants on the wire.</summary>
internal sealed class GrantsService(GrantListing listing, GrantAddition addition) : Contract.Wire.Grants.GrantsBase
{
    public override async Task<ListGrantsResponse> ListGrants(ListGrantsRequest request, ServerCallContext context)
    {
        IReadOnlyList<DsseEnvelope> statements =
            await listing.ListAsync(context.CallerOf().Member, ItemId.Parse(request.Item), context.CancellationToken);
        ListGrantsResponse response = new();
        response.GrantStatements.AddRange(statements.Select(statement => UnsafeByteOperations.UnsafeWrap(statement.Encode())));
        return response;
    }

    public override async Task<AddGrantsResponse> AddGrants(AddGrantsRequest request, ServerCallContext context)
    {
        EncodedReceipt receipt = await addition.AddAsync(
            context.CallerOf().Member,
            request.GrantStatement.Memory,
            [.. request.Grants.Select(grant => new SealedGrantFile(grant.Memory))],
            context.CancellationToken);
        return new AddGrantsResponse { Receipt = UnsafeByteOperations.UnsafeWrap(receipt.Bytes) };
    }
}
