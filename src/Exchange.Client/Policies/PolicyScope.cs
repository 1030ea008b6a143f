using Exchange.Contract.Directory;

namespace Exchange.Client.Policies;

/// <summary>What the words of a policy are read against: whose policy it is, which members and purposes there are, and from when on "2d" counts.</summary>
public sealed record PolicyScope(Member Sender, DirectoryState Directory, DateTimeOffset Now);
