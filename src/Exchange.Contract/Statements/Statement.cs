using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>
/// A statement whose envelope has been verified and whose predicate has been read. Made only by <see cref="StatementCodec"/>.
/// </summary>
public sealed class Statement<TPredicate>
{
    internal Statement(TPredicate predicate, IReadOnlyList<StatementSubject> subjects, VerifiedEnvelope envelope)
    {
        Predicate = predicate;
        Subjects = subjects;
        Envelope = envelope;
    }

    public TPredicate Predicate { get; }

    public IReadOnlyList<StatementSubject> Subjects { get; }

    public VerifiedEnvelope Envelope { get; }

    /// <summary>SHA-256 of the payload bytes: how statements name each other.</summary>
    public Sha256Digest Digest => Envelope.Digest;
}
