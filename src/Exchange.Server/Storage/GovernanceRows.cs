using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Storage;

/// <summary>The last word of one approver on an item, under one policy.</summary>
/// <param name="Reader">The reader whom it is for; null: every reader.</param>
/// <param name="Statement">The digest of the signed answer, kept among the statements.</param>
/// <param name="Used">Whether a release rests on it, so that it cannot be taken back.</param>
internal sealed record AnswerRow(MemberId Approver, MemberId? Reader, ApprovalAnswer Answer, Sha256Digest Statement, bool Used);

/// <summary>What has happened to items since their submission, as far as decisions depend on it.</summary>
internal sealed class GovernanceRows(SqlSession session)
{
    private const string Answers = """
        SELECT approver, reader, answer, statement, EXISTS (SELECT 1 FROM used_answers u WHERE u.statement = a.statement) FROM answers a
        WHERE item = $a AND policy = $b
        """;

    /// <summary>The digests of the statements that changed the item's policy, oldest first.</summary>
    public IReadOnlyList<Sha256Digest> PolicyChanges(ItemId item) =>
        session.All("SELECT statement FROM policy_changes WHERE item = $a ORDER BY position", row => row.Digest(0), item);

    /// <summary>The statement that put the policy in force, and that policy's digest; null while the one that was submitted is.</summary>
    public (Sha256Digest Statement, Sha256Digest Policy)? InForce(ItemId item) => session.One(
        "SELECT statement, policy FROM policy_changes WHERE item = $a ORDER BY position DESC LIMIT 1",
        row => ((Sha256Digest, Sha256Digest)?)(row.Digest(0), row.Digest(1)), item);

    /// <summary>The last word of every approver under that policy, in the order of the log.</summary>
    public IReadOnlyList<AnswerRow> AnswersTo(ItemId item, Sha256Digest policy) =>
        session.All(Answers + " ORDER BY sequence", Read, item, policy);

    /// <summary>The last word of one approver under that policy, for that reader or for every reader.</summary>
    public AnswerRow? AnswerOf(ItemId item, Sha256Digest policy, MemberId approver, MemberId? reader) =>
        session.One(Answers + " AND approver = $c AND reader = $d", Read, item, policy, approver, Stored(reader));

    /// <summary>Who has acknowledged which terms, by which statement.</summary>
    public IReadOnlyList<(MemberId Member, Sha256Digest Terms, Sha256Digest Statement)> Acknowledgements(ItemId item) => session.All(
        "SELECT member, terms, statement FROM acknowledgements WHERE item = $a ORDER BY member",
        row => (row.Member(0), row.Digest(1), row.Digest(2)), item);

    public bool HasAcknowledged(ItemId item, MemberId member, Sha256Digest terms) =>
        session.Exists("SELECT 1 FROM acknowledgements WHERE item = $a AND member = $b AND terms = $c", item, member, terms);

    /// <summary>Whether the item was granted to the member while they were outside the audience.</summary>
    public bool WasGrantedOnward(ItemId item, MemberId member) =>
        session.Exists("SELECT 1 FROM onward WHERE item = $a AND member = $b", item, member);

    public IReadOnlyList<MemberId> GrantedOnward(ItemId item) =>
        session.All("SELECT member FROM onward WHERE item = $a ORDER BY member", row => row.Member(0), item);

    /// <summary>How the table says for whom an answer is.</summary>
    public static string Stored(MemberId? reader) => reader?.ToString() ?? "";

    private static AnswerRow Read(SqliteDataReader row) => new(
        row.Member(0),
        row.GetString(1).Length == 0 ? null : row.Member(1),
        row.GetInt64(2) is >= 1 and <= 3 and long answer
            ? (ApprovalAnswer)answer
            : throw new MalformedException("an answer is one of three"),
        row.Digest(3),
        row.Flag(4));
}

/// <summary>Changes what decisions about an item depend on.</summary>
internal sealed class GovernanceWriter(SqlSession session)
{
    public void ChangePolicy(ItemId item, Sha256Digest statement, Sha256Digest policy)
    {
        session.Execute("INSERT INTO policy_changes (item, statement, policy) VALUES ($a, $b, $c)", item, statement, policy);

        // Answers to the previous policy no longer count, not even if the very same policy returns.
        session.Execute("DELETE FROM answers WHERE item = $a", item);
    }

    /// <summary>Replaces the approver's previous answer for the same reader.</summary>
    public void Answer(
        ItemId item, Sha256Digest policy, MemberId approver, MemberId? reader, ApprovalAnswer answer, Sha256Digest statement) =>
        session.Execute(
            """
            INSERT OR REPLACE INTO answers
            VALUES ($a, $b, $c, $d, $e, $f, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM answers WHERE item = $a AND policy = $b))
            """,
            item, policy, approver, GovernanceRows.Stored(reader), (long)answer, statement);

    /// <summary>From now on the answer stays, because this permit rests on it.</summary>
    public void UseAnswer(Sha256Digest statement, LogIndex permit) =>
        session.Execute("INSERT OR IGNORE INTO used_answers VALUES ($a, $b)", statement, permit);

    public void Acknowledge(ItemId item, MemberId member, Sha256Digest terms, Sha256Digest statement) =>
        session.Execute("INSERT OR REPLACE INTO acknowledgements VALUES ($a, $b, $c, $d)", item, member, terms, statement);

    public void GrantOnward(ItemId item, MemberId member) =>
        session.Execute("INSERT OR IGNORE INTO onward VALUES ($a, $b)", item, member);

    public void Withdraw(ItemId item) => session.Execute("UPDATE items SET withdrawn = 1 WHERE id = $a", item);
}
