using Exchange.Contract.Directory;

namespace Exchange.Server.Authentication;

/// <summary>Who calls, as the directory had them when the call came.</summary>
internal sealed record Caller(Member Member, Device Device);
