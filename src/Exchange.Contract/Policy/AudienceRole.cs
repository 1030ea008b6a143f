using Exchange.Contract.Ids;
using Exchange.Contract.Members;

namespace Exchange.Contract.Policy;

/// <summary>All members of one party who hold a role. To open anything they must be readers as well.</summary>
public sealed record AudienceRole(PartyName Party, Role Role);
