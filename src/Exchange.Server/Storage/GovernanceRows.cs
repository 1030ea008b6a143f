using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Storage;

/// <summary>What has happened to items after their submission, as far as decisions depend on it.</summary>
internal class GovernanceRows(SqlSession session)
{
    private const string Answers = """
        SELECT approver, reader, answer, statement, EXISTS (SELECT 1 FROM used_answers u WHERE u.statement = a.statement) FROM answers a
        WHERE item = $a AND policy = $b
        """;

    protected SqlSession Session => session;

    /// <summary>The digests of the statements that changed the item's policy, oldest first.</summary>
    public IReadOnlyList<Sha256Digest> PolicyChanges(ItemId item) =>
        session.All("SELECT statement FROM policy_changes WHERE item = $a ORDER BY position", row => row.Digest(0), item);

    /// <summary>The statement that put the policy in force, and that policy's digest; null while the one that was submitted is.</summary>
    public (Sha256Digest Statement, Sha256Digest Policy)? InForce(ItemId item) => session.One(
        "SELECT statement, policy FROM policy_changes WHERE item = $a ORDER BY position DESC LIMIT 1",
        row => ((Sha256Digest, Sha256Digest)?)(row.Digest(0), row.Digest(1)), item);

    /// <summary>The last word of every approver under that policy, in the order of the log.</summary>
    public IReadOnlyList<AnswerRow> AnswersTo(ItemId item, Sha256Digest policy) => session.All(Answers + " ORDER BY sequence", Read, item, policy);

    /// <summary>The last word of one approver under that policy, for that reader or for everybody.</summary>
    public AnswerRow? AnswerOf(ItemId item, Sha256Digest policy, MemberId approver, MemberId? reader) =>
        session.One(Answers + " AND approver = $c AND reader = $d", Read, item, policy, approver, Stored(reader));

    /// <summary>Who has acknowledged which terms, by which statement.</summary>
    public IReadOnlyList<(MemberId Member, Sha256Digest Terms, Sha256Digest Statement)> Acknowledgements(ItemId item) =>
        session.All("SELECT member, terms, statement FROM acknowledgements WHERE item = $a ORDER BY member", row => (row.Member(0), row.Digest(1), row.Digest(2)), item);

    public bool HasAcknowledged(ItemId item, MemberId member, Sha256Digest terms) =>
        session.Exists("SELECT 1 FROM acknowledgements WHERE item = $a AND member = $b AND terms = $c", item, member, terms);

    /// <summary>Whether the item was granted to the member while they were outside the audience.</summary>
    public bool WasGrantedOnward(ItemId item, MemberId member) => session.Exists("SELECT 1 FROM onward WHERE item = $a AND member = $b", item, member);

    public IReadOnlyList<MemberId> GrantedOnward(ItemId item) => session.All("SELECT member FROM onward WHERE item = $a ORDER BY member", row => row.Member(0), item);

    protected static string Stored(MemberId? reader) => reader?.ToString() ?? "";

    private static AnswerRow Read(SqliteDataReader row) => new(
        row.Member(0),
        row.GetString(1).Length == 0 ? null : row.Member(1),
        row.GetInt64(2) is >= 1 and <= 3 and long answer ? (ApprovalAnswer)answer : throw new MalformedException("an answer is one of three"),
        row.Digest(3),
        row.Flag(4));
}
