using Exchange.Contract.Ids;
using Exchange.Formats.Tlog;

namespace Exchange.Contract.Statements;

/// <summary>A witness that a party runs (C2SP tlog-witness).</summary>
public sealed record WitnessTerms(PartyName Party, NoteVerifierKey Key);
