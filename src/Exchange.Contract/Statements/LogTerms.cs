using Exchange.Formats.Tlog;

namespace Exchange.Contract.Statements;

/// <summary>A C2SP log: its origin line, and the verifier keys whose signature its checkpoints may carry.</summary>
public sealed record LogTerms(string Origin, IReadOnlyList<NoteVerifierKey> Keys);
