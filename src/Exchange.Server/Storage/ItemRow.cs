using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

/// <summary>An item that has been submitted.</summary>
/// <param name="Position">Grows with every item, from 1.</param>
/// <param name="Statement">The digest of its statement, which stands among the statements.</param>
/// <param name="Submission">Its submission in the audit log.</param>
/// <param name="Received">The time of that entry.</param>
internal sealed record ItemRow(
    long Position, ItemId Id, Sha256Digest Statement, MemberId Sender, LogIndex Submission, DateTimeOffset Received, bool Withdrawn);
