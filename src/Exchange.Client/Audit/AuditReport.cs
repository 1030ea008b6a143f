namespace Exchange.Client.Audit;

/// <summary>What an audit has checked and found to be right.</summary>
/// <param name="Full">Whether items, decisions and sealed parts were checked too.</param>
/// <param name="Entries">Entries of the audit log, all of them recomputed.</param>
/// <param name="Events">Events that the member may see, each held against its entry.</param>
/// <param name="DirectoryEntries">Statements of the directory, replayed.</param>
/// <param name="Receipts">Receipts kept here, each found again in the log.</param>
/// <param name="Items">Items whose statement was verified.</param>
/// <param name="Chains">Items whose whole chain was followed up to its signed head.</param>
/// <param name="Statements">Signed statements that events name.</param>
/// <param name="Decisions">Decisions made again.</param>
/// <param name="Parts">Sealed parts hashed.</param>
/// <param name="PartBytes">Their bytes.</param>
public sealed record AuditReport(
    bool Full,
    long Entries,
    int Events,
    long DirectoryEntries,
    int Receipts,
    int Items,
    int Chains,
    int Statements,
    int Decisions,
    int Parts,
    long PartBytes);
