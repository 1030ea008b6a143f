using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;

namespace Exchange.Client.Transport;

/// <summary>An item's state as the server says; see <c>governance.proto</c>. Nothing of it is verified.</summary>
public sealed record StateListing(
    bool Withdrawn,
    IReadOnlyList<DsseEnvelope> PolicyChanges,
    IReadOnlyList<DsseEnvelope> Approvals,
    IReadOnlyList<DsseEnvelope> Acknowledgements,
    uint Openings,
    IReadOnlyDictionary<MemberId, uint> ByMember,
    IReadOnlySet<MemberId> GrantedOnward);
