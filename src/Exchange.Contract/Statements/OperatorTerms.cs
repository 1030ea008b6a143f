using Exchange.Contract.Ids;
using Exchange.Contract.Members;

namespace Exchange.Contract.Statements;

/// <summary>Who runs the server: the P-256 key that issues its TLS certificate, and the party it belongs to, if it is one of them.</summary>
public sealed record OperatorTerms(TlsPublicKey Key, PartyName? Party);
