using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Wire = Exchange.Contract.Wire;

namespace Exchange.Client.Transport;

/// <summary>What happens to items after their submission.</summary>
public sealed partial class ExchangeClient
{
    private Wire.Governance.GovernanceClient Governance => new(channel);

    /// <summary>Hands in a signed statement about an item. The same bytes again get the same entry.</summary>
    /// <returns>The receipt, a tlog-proof.</returns>
    /// <exception cref="Errors.ClientException">See <see cref="ExchangeClient"/>; each refusal has its own text.</exception>
    public Task<ReadOnlyMemory<byte>> RecordAsync(DsseEnvelope statement, CancellationToken cancellationToken)
    {
        Wire.RecordRequest message = new() { Statement = Bytes(statement) };
        return CallAsync<ReadOnlyMemory<byte>>(async token => (await Governance.RecordAsync(message, cancellationToken: token)).Receipt.ToByteArray(), cancellationToken);
    }

    /// <summary>What decisions about an item depend on now, as far as it is shown to this member.</summary>
    /// <exception cref="Errors.ClientException">Exit 3 where there is no such item for this member.</exception>
    public Task<StateListing> GetStateAsync(ItemId item, CancellationToken cancellationToken) => CallAsync(
        async token =>
        {
            Wire.GetStateResponse answer = await Governance.GetStateAsync(new Wire.GetStateRequest { Item = item.ToString() }, cancellationToken: token);
            return new StateListing(
                answer.Withdrawn,
                [.. answer.PolicyChanges.Select(Envelope)],
                [.. answer.Approvals.Select(Envelope)],
                [.. answer.Acknowledgements.Select(Envelope)],
                answer.Openings,
                answer.ByMember.ToDictionary(entry => MemberId.Parse(entry.Member), entry => entry.Openings),
                answer.GrantedOnward.Select(MemberId.Parse).ToHashSet());
        },
        cancellationToken);
}
