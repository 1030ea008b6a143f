using Exchange.Contract.Ids;

namespace Exchange.Contract.Policy;

/// <summary>All members of one team of one party.</summary>
public sealed record AudienceTeam(PartyName Party, Handle Team);
