using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

internal sealed class GovernanceWriter(SqlSession session) : GovernanceRows(session)
{
    public void ChangePolicy(ItemId item, Sha256Digest statement, Sha256Digest policy)
    {
        Session.Execute("INSERT INTO policy_changes (item, statement, policy) VALUES ($a, $b, $c)", item, statement, policy);

        // What was answered before counts no more, and not again should the very same policy come back.
        Session.Execute("DELETE FROM answers WHERE item = $a", item);
    }

    /// <summary>Takes the place of what the approver said before.</summary>
    public void Answer(ItemId item, Sha256Digest policy, MemberId approver, MemberId? reader, ApprovalAnswer answer, Sha256Digest statement) => Session.Execute(
        "INSERT OR REPLACE INTO answers VALUES ($a, $b, $c, $d, $e, $f, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM answers WHERE item = $a AND policy = $b))",
        item, policy, approver, Stored(reader), (long)answer, statement);

    /// <summary>From now on the answer stays; by the entry that rests on it.</summary>
    public void UseAnswer(Sha256Digest statement, LogIndex permit) => Session.Execute("INSERT OR IGNORE INTO used_answers VALUES ($a, $b)", statement, permit);

    public void Acknowledge(ItemId item, MemberId member, Sha256Digest terms, Sha256Digest statement) =>
        Session.Execute("INSERT OR REPLACE INTO acknowledgements VALUES ($a, $b, $c, $d)", item, member, terms, statement);

    public void GrantOnward(ItemId item, MemberId member) => Session.Execute("INSERT OR IGNORE INTO onward VALUES ($a, $b)", item, member);

    public void Withdraw(ItemId item) => Session.Execute("UPDATE items SET withdrawn = 1 WHERE id = $a", item);
}
