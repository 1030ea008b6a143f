using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

/// <summary>The last word of one approver on an item, under one policy.</summary>
/// <param name="Reader">The reader whom it is for; null: everybody.</param>
/// <param name="Statement">The digest of the signed answer, which stands among the statements.</param>
/// <param name="Used">Whether a release rests on it, so that it stays.</param>
internal sealed record AnswerRow(MemberId Approver, MemberId? Reader, ApprovalAnswer Answer, Sha256Digest Statement, bool Used);
