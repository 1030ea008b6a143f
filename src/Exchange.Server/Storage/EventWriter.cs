using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

internal sealed class EventWriter(SqlSession session) : EventRows(session)
{
    public void Insert(LogIndex index, EventDraft draft, AuditEvent happened, EventCommitment commitment)
    {
        Session.Execute(
            "INSERT INTO events VALUES ($a, $b, $c, $d, $e, $f, $g)",
            index, commitment.Salt, commitment.Payload, happened.Item, happened.Actor, draft.ActorSees, draft.Item?.Sender.Id);
        foreach (PartyName party in draft.PartiesWhoseComplianceSees.Distinct())
        {
            Session.Execute("INSERT INTO event_viewers VALUES ($a, $b)", party, index);
        }

        foreach (Sha256Digest statement in new[] { happened.Statement, draft.ShowsCause ? happened.Cause : null }.OfType<Sha256Digest>().Concat(draft.Approvals).Distinct())
        {
            Session.Execute("INSERT INTO event_statements VALUES ($a, $b)", statement, index);
        }

        if (draft.Item is { } item)
        {
            Session.Execute(
                "INSERT INTO chains VALUES ($a, 1, $b, $c) ON CONFLICT (item) DO UPDATE SET count = count + 1, last_leaf = $b, last_position = $c",
                item.Id, commitment.LeafHash, index);
        }
    }
}
