using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Exchange.Server.Hosting;
using Exchange.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Exchange.Hostile.World;

/// <summary>What an operator can make who has the keys of both logs: signatures over whatever they like.</summary>
internal static class Forgery
{
    /// <summary>
    /// Puts an entry into the directory log that the server would refuse: the tree is right and the checkpoint truly signed.
    /// </summary>
    public static void AppendToDirectory(ServerHome home, DsseEnvelope statement) => ChangeDirectory(home, session =>
    {
        long index = session.Number("SELECT COUNT(*) FROM directory");
        session.Execute("INSERT INTO directory VALUES ($a, $b, $c)", index, statement.PayloadDigest, statement.Encode());
        session.Execute("INSERT INTO entries VALUES ($a, $b, $c)", LogName.Directory, index, statement.PayloadDigest);
    });

    /// <summary>Puts another statement into the place of one in the directory log, and signs the tree anew.</summary>
    public static void ReplaceInDirectory(ServerHome home, long index, DsseEnvelope statement) => ChangeDirectory(home, session =>
    {
        session.Execute(
            "UPDATE directory SET digest = $b, envelope = $c WHERE position = $a", index, statement.PayloadDigest, statement.Encode());
        session.Execute(
            "UPDATE entries SET entry = $c WHERE log = $a AND position = $b", LogName.Directory, index, statement.PayloadDigest);
    });

    /// <summary>A checkpoint of a log that its true key signed.</summary>
    public static byte[] Checkpoint(ServerHome home, LogName log, long size, Sha256Digest root)
    {
        NoteSigner signer = home.LogKeys.Of(log);
        return SignedNote.Sign(new Checkpoint(signer.VerifierKey.Name, size, root).Encode(), [signer]).Encode();
    }

    /// <summary>What a note says, signed by another key under the name of that log.</summary>
    public static byte[] SignedByAnother(byte[] note, string name)
    {
        using NoteSigner signer = new(name, Ed25519SigningKey.Generate());
        return SignedNote.Sign(SignedNote.Parse(note).Text, [signer]).Encode();
    }

    public static Checkpoint Read(byte[] note) => Formats.Tlog.Checkpoint.Parse(SignedNote.Parse(note).Text);

    private static void ChangeDirectory(ServerHome home, Action<SqlSession> change)
    {
        using SqlSession session = SqlSession.Open(home.Folders.Database, SqliteOpenMode.ReadWrite);
        change(session);
        TreeAppender tree = new();
        foreach (Sha256Digest entry in session
            .All("SELECT entry FROM entries WHERE log = $a ORDER BY position", row => new Sha256Digest((byte[])row[0]), LogName.Directory))
        {
            tree.Append(RecordHash.Leaf(entry.ToArray()));
        }

        new LogWriter(session).Seal(LogName.Directory, tree, home.LogKeys);
    }
}
