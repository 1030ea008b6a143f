using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Formats.Dsse;
using Google.Protobuf;
using Wire = Exchange.Contract.Wire;

namespace Exchange.Client.Transport;

/// <summary>The server's Grants service.</summary>
internal sealed class GrantCalls(ExchangeConnection connection)
{
    private readonly Wire.Grants.GrantsClient service = new(connection.Channel);

    /// <summary>The signed grant statements of an item, oldest first.</summary>
    public Task<IReadOnlyList<DsseEnvelope>> ListAsync(ItemId item, CancellationToken cancellationToken) =>
        connection.CallAsync<IReadOnlyList<DsseEnvelope>>(
            async token =>
            {
                Wire.ListGrantsRequest request = new() { Item = item.ToString() };
                Wire.ListGrantsResponse answer = await service.ListGrantsAsync(request, cancellationToken: token);
                return [.. answer.GrantStatements.Select(statement => DsseEnvelope.Parse(statement.Span))];
            },
            cancellationToken);

    /// <summary>Adds grants to an item.</summary>
    /// <param name="grants">In the order of the statement's subjects.</param>
    /// <returns>The receipt, a tlog-proof.</returns>
    public Task<EncodedReceipt> AddAsync(
        DsseEnvelope grantStatement, IReadOnlyList<SealedGrantFile> grants, CancellationToken cancellationToken)
    {
        Wire.AddGrantsRequest message = new()
        {
            GrantStatement = UnsafeByteOperations.UnsafeWrap(grantStatement.Encode()),
            Grants = { grants.Select(grant => ByteString.CopyFrom(grant.Span)) },
        };
        return connection.CallAsync(
            async token => new EncodedReceipt((await service.AddGrantsAsync(message, cancellationToken: token)).Receipt.ToByteArray()),
            cancellationToken);
    }
}
