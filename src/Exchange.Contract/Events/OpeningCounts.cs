namespace Exchange.Contract.Events;

/// <summary>How often the contents had been opened when the event happened, including the event itself where it is a permit.</summary>
public sealed record OpeningCounts(int Total, int ByMember);
