using Exchange.Contract.Directory;
using Exchange.Formats.Tlog;

namespace Exchange.Server.Storage;

/// <summary>What the writer goes on from: as of the last commit, or of the stories of a batch so far.</summary>
/// <param name="LastTime">The time of the last audit entry.</param>
internal sealed record LedgerState(DirectoryState Directory, TreeAppender DirectoryTree, TreeAppender AuditTree, DateTimeOffset LastTime)
{
    /// <summary>A copy whose audit tree grows on its own. The directory's tree is copied when a story appends to it.</summary>
    public LedgerState Fork() => this with { AuditTree = AuditTree.Fork() };
}
