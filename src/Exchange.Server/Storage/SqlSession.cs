using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Storage;

/// <summary>
/// One connection to the database, with its statements prepared once. Parameters are <c>$a</c>, <c>$b</c>, … in order. One thread
/// at a time uses it.
/// </summary>
internal sealed class SqlSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    private SqlSession(SqliteConnection connection) => this.connection = connection;

    /// <exception cref="SqliteException">It cannot be opened, or is not a database.</exception>
    public static SqlSession Open(string path, SqliteOpenMode mode)
    {
        SqliteConnectionStringBuilder settings = new() { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 };
        SqliteConnection connection = new(settings.ToString());
        try
        {
            connection.Open();
            SqlSession session = new(connection);
            if (mode != SqliteOpenMode.ReadOnly)
            {
                // FULL, not NORMAL: in WAL mode NORMAL loses acknowledged commits when the power fails.
                session.Execute("PRAGMA journal_mode = WAL");
                session.Execute("PRAGMA synchronous = FULL");
                session.Execute("PRAGMA secure_delete = ON");
                session.Execute("PRAGMA busy_timeout = 30000");

                // Nothing from the database goes to the system's temporary folder.
                session.Execute("PRAGMA temp_store = MEMORY");

                // SQLite's own checkpoint after a commit says nothing when the disk fails: see Checkpoint.
                session.Execute("PRAGMA wal_autocheckpoint = 0");
            }

            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Whether SQLite found the database file itself damaged.</summary>
    public static bool IsDamage(SqliteException problem) =>
        problem.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB;

    /// <summary>Whether the disk was full. The transaction is void; what was stored before is intact.</summary>
    public static bool IsFull(SqliteException problem) => problem.SqliteErrorCode == SQLitePCL.raw.SQLITE_FULL;

    /// <summary>The pages written to the write-ahead log since <see cref="Checkpoint"/>.</summary>
    public int PagesInLog =>
        SQLitePCL.raw.sqlite3_db_status(connection.Handle, SQLitePCL.raw.SQLITE_DBSTATUS_CACHE_WRITE, out int pages, out _, 0) == 0
            ? pages
            : int.MaxValue;

    /// <summary>Writes the write-ahead log into the database, as far as no reader needs it where it is.</summary>
    /// <exception cref="SqliteException">The disk is full or failed.</exception>
    public void Checkpoint()
    {
        _ = SQLitePCL.raw.sqlite3_db_status(connection.Handle, SQLitePCL.raw.SQLITE_DBSTATUS_CACHE_WRITE, out _, out _, 1);
        Execute("PRAGMA wal_checkpoint(PASSIVE)");
    }

    /// <summary>
    /// Writes all of the write-ahead log into the database and empties the log. After a failed flush the log may hold what can be read
    /// but is not on the disk, and no further flush would put it there: writing it again does.
    /// </summary>
    /// <exception cref="SqliteException">The disk is full or failed.</exception>
    /// <exception cref="IOException">Another program keeps reading the database.</exception>
    public void Settle()
    {
        if (One("PRAGMA wal_checkpoint(TRUNCATE)", row => row.GetInt64(0)) != 0)
        {
            throw new IOException("another program is reading the database");
        }
    }

    /// <summary>Ends a failed transaction; false where it is not certain that nothing of it is stored.</summary>
    public bool TryRollBack()
    {
        try
        {
            if (InTransaction)
            {
                Execute("ROLLBACK");
            }

            return !InTransaction;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>How many rows changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> arguments) => Prepare(sql, arguments).ExecuteNonQuery();

    /// <summary>The first row, or the default value if there is none.</summary>
    /// <exception cref="RefusedException">A stored value does not have the form in which it was written.</exception>
    public T? One<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> arguments)
    {
        using SqliteDataReader reader = Prepare(sql, arguments).ExecuteReader();
        return reader.Read() ? Stored(reader, map) : default;
    }

    /// <exception cref="RefusedException">A stored value does not have the form in which it was written.</exception>
    public List<T> All<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> arguments)
    {
        using SqliteDataReader reader = Prepare(sql, arguments).ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(Stored(reader, map));
        }

        return rows;
    }

    public long Number(string sql, params ReadOnlySpan<object?> arguments) =>
        Convert.ToInt64(Prepare(sql, arguments).ExecuteScalar(), CultureInfo.InvariantCulture);

    public bool Exists(string sql, params ReadOnlySpan<object?> arguments) => Prepare(sql, arguments).ExecuteScalar() is not null;

    public void Dispose()
    {
        foreach (SqliteCommand command in commands.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private bool InTransaction => SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0;

    // Every SQL text is a constant in this folder; values are always parameters.
    [SuppressMessage("Security", "CA2100", Justification = "every text is a constant of this folder")]
    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> arguments)
    {
        if (!commands.TryGetValue(sql, out SqliteCommand? command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            commands.Add(sql, command);
        }

        command.Parameters.Clear();
        for (int i = 0; i < arguments.Length; i++)
        {
            command.Parameters.AddWithValue("$" + (char)('a' + i), ToStored(arguments[i]));
        }

        return command;
    }

    private static object ToStored(object? value) => value switch
    {
        null => DBNull.Value,
        Sha256Digest digest => digest.ToArray(),
        ReadOnlyMemory<byte> bytes => bytes.ToArray(),
        ItemId or MemberId or RequestId or PartyName => value.ToString() ?? "",
        LogIndex index => index.Value,
        DateTimeOffset time => time.ToUnixTimeMilliseconds(),
        LogName log => (long)log,
        SealedKey key => (long)key,
        bool flag => flag ? 1L : 0L,
        _ => value,
    };

    // The value has a type or form that is never written: something else changed it.
    private static T Stored<T>(SqliteDataReader reader, Func<SqliteDataReader, T> map)
    {
        try
        {
            return map(reader);
        }
        catch (Exception damage)
            when (damage is MalformedException or InvalidCastException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw new RefusedException(ErrorCode.DataLoss, "a stored row is not readable: " + damage.GetType().Name);
        }
    }
}
