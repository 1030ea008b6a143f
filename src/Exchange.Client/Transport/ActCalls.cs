using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;
using Google.Protobuf;
using Wire = Exchange.Contract.Wire;

namespace Exchange.Client.Transport;

/// <summary>The server's Governance service: what happens to items after their submission.</summary>
internal sealed class ActCalls(ExchangeConnection connection)
{
    private readonly Wire.Governance.GovernanceClient governance = new(connection.Channel);

    /// <summary>Submits a signed act upon an item. The same bytes again get the same entry.</summary>
    /// <returns>The receipt, a tlog-proof.</returns>
    /// <exception cref="Errors.ClientException">See <see cref="ExchangeConnection"/>; each refusal has its own text.</exception>
    public Task<EncodedReceipt> RecordAsync(DsseEnvelope statement, CancellationToken cancellationToken)
    {
        Wire.RecordRequest message = new() { Statement = UnsafeByteOperations.UnsafeWrap(statement.Encode()) };
        return connection.CallAsync(
            async token => new EncodedReceipt((await governance.RecordAsync(message, cancellationToken: token)).Receipt.ToByteArray()),
            cancellationToken);
    }

    /// <summary>What decisions about an item depend on now, as far as it is shown to this member.</summary>
    /// <exception cref="Errors.ClientException">Exit 3 where there is no such item for this member.</exception>
    public Task<StateListing> GetStateAsync(ItemId item, CancellationToken cancellationToken) => connection.CallAsync(
        async token => Read(await governance.GetStateAsync(new Wire.GetStateRequest { Item = item.ToString() }, cancellationToken: token)),
        cancellationToken);

    private static StateListing Read(Wire.GetStateResponse answer) => new()
    {
        Withdrawn = answer.Withdrawn,
        PolicyChanges = [.. answer.PolicyChanges.Select(Envelope)],
        Approvals = [.. answer.Approvals.Select(Envelope)],
        Acknowledgements = [.. answer.Acknowledgements.Select(Envelope)],
        Openings = answer.Openings,
        ByMember = answer.ByMember.ToDictionary(entry => MemberId.Parse(entry.Member), entry => entry.Openings),
        GrantedOnward = answer.GrantedOnward.Select(MemberId.Parse).ToHashSet(),
    };

    private static DsseEnvelope Envelope(ByteString bytes) => DsseEnvelope.Parse(bytes.Span);
}

/// <summary>An item's state as the server says; see <c>governance.proto</c>. None of it is verified.</summary>
internal sealed record StateListing
{
    public required bool Withdrawn { get; init; }

    public required IReadOnlyList<DsseEnvelope> PolicyChanges { get; init; }

    public required IReadOnlyList<DsseEnvelope> Approvals { get; init; }

    public required IReadOnlyList<DsseEnvelope> Acknowledgements { get; init; }

    public required uint Openings { get; init; }

    public required IReadOnlyDictionary<MemberId, uint> ByMember { get; init; }

    public required IReadOnlySet<MemberId> GrantedOnward { get; init; }
}
