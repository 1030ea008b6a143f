using Exchange.Contract.Ids;
using Exchange.Formats.Dsse;

namespace Exchange.Server.Governance;

/// <summary>What one member is shown of an item's state; see <c>GetStateResponse</c> in <c>governance.proto</c>.</summary>
internal sealed record ShownState(
    bool Withdrawn,
    IReadOnlyList<DsseEnvelope> PolicyChanges,
    IReadOnlyList<DsseEnvelope> Approvals,
    IReadOnlyList<DsseEnvelope> Acknowledgements,
    uint Openings,
    IReadOnlyList<(MemberId Member, uint Openings)> ByMember,
    IReadOnlyList<MemberId> GrantedOnward);
