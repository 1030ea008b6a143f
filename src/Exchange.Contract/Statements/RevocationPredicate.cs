using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>Ends a membership for good: neither its id nor any of its keys counts again.</summary>
/// <param name="Reason">A code: <c>left</c>, <c>key-compromise</c>, <c>role-ended</c> or <c>other</c>.</param>
public sealed record RevocationPredicate(AgreementId Agreement, MemberId Member, string Reason, Sha256Digest Previous);
