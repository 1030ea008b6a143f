using Exchange.Contract.Errors;

namespace Exchange.Server.Storage;

/// <summary>The tables. A change to them raises the version; a database of any other version is refused.</summary>
internal static class Schema
{
    public const long Version = 4;

    private const string Tables = """
        CREATE TABLE schema_version (version INTEGER NOT NULL);

        -- The two logs: what is signed, the tree over it, and the 32 bytes of every entry.
        CREATE TABLE checkpoints (log INTEGER PRIMARY KEY, size INTEGER NOT NULL, note BLOB NOT NULL);
        CREATE TABLE tiles (
          log INTEGER NOT NULL, level INTEGER NOT NULL, position INTEGER NOT NULL, hashes BLOB NOT NULL,
          PRIMARY KEY (log, level, position));
        CREATE TABLE entries (log INTEGER NOT NULL, position INTEGER NOT NULL, entry BLOB NOT NULL, PRIMARY KEY (log, position));

        -- What the entries commit to.
        CREATE TABLE directory (position INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, envelope BLOB NOT NULL);
        CREATE TABLE events (
          position INTEGER PRIMARY KEY, salt BLOB NOT NULL, payload BLOB NOT NULL,
          item TEXT, actor TEXT NOT NULL, actor_sees INTEGER NOT NULL, sender TEXT);
        CREATE INDEX events_of_item ON events (item, position);
        CREATE TABLE event_viewers (party TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (party, position)) WITHOUT ROWID;
        CREATE TABLE event_statements (digest BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (digest, position)) WITHOUT ROWID;
        CREATE TABLE chains (
          item TEXT PRIMARY KEY, count INTEGER NOT NULL, last_leaf BLOB NOT NULL, last_position INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE statements (digest BLOB PRIMARY KEY, envelope BLOB NOT NULL);

        -- The state that decisions are made on.
        CREATE TABLE items (
          position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, statement BLOB NOT NULL, sender TEXT NOT NULL,
          submission INTEGER NOT NULL, received INTEGER NOT NULL, withdrawn INTEGER NOT NULL);
        CREATE TABLE grants (
          position INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT NOT NULL, member TEXT NOT NULL, key INTEGER NOT NULL,
          membership BLOB NOT NULL,
          statement BLOB NOT NULL, digest BLOB NOT NULL, sealed BLOB NOT NULL);
        CREATE INDEX grants_of_member ON grants (item, member, key);
        CREATE TABLE openings (
          item TEXT NOT NULL, member TEXT NOT NULL, position INTEGER NOT NULL,
          PRIMARY KEY (item, member, position)) WITHOUT ROWID;
        CREATE TABLE requests (
          member TEXT NOT NULL, request TEXT NOT NULL, digest BLOB NOT NULL, position INTEGER NOT NULL,
          PRIMARY KEY (member, request)) WITHOUT ROWID;
        CREATE TABLE recipients (recipient TEXT PRIMARY KEY, item TEXT NOT NULL) WITHOUT ROWID;

        -- What happens to an item after its submission.
        CREATE TABLE policy_changes (
          position INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT NOT NULL, statement BLOB NOT NULL, policy BLOB NOT NULL);
        CREATE INDEX policy_changes_of_item ON policy_changes (item, position);

        -- The last word of each approver under each policy; reader is empty where it is for everybody.
        CREATE TABLE answers (
          item TEXT NOT NULL, policy BLOB NOT NULL, approver TEXT NOT NULL, reader TEXT NOT NULL, answer INTEGER NOT NULL,
          statement BLOB NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (item, policy, approver, reader)) WITHOUT ROWID;
        CREATE TABLE used_answers (statement BLOB PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE acknowledgements (
          item TEXT NOT NULL, member TEXT NOT NULL, terms BLOB NOT NULL, statement BLOB NOT NULL,
          PRIMARY KEY (item, member)) WITHOUT ROWID;
        CREATE TABLE onward (item TEXT NOT NULL, member TEXT NOT NULL, PRIMARY KEY (item, member)) WITHOUT ROWID;
        """;

    public static void Create(SqlSession session)
    {
        session.Execute(Tables);
        session.Execute("INSERT INTO schema_version VALUES ($a)", Version);
    }

    /// <exception cref="RefusedException">The database was written by another version of the program.</exception>
    public static void Require(SqlSession session)
    {
        long found = session.Number("SELECT version FROM schema_version");
        if (found != Version)
        {
            throw new RefusedException(
                ErrorCode.Unavailable, $"the database has schema version {found}; this program requires version {Version}");
        }
    }
}
