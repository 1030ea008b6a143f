using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Storage;

/// <summary>
/// One connection to the database, with its statements prepared once. Parameters are <c>$a</c>, <c>$b</c>, … in order. Not for
/// use by two threads at once.
/// </summary>
internal sealed class SqlSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    private SqlSession(SqliteConnection connection) => this.connection = connection;

    /// <exception cref="SqliteException">It cannot be opened, or is no database.</exception>
    public static SqlSession Open(string path, SqliteOpenMode mode)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
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
            }

            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Whether the database file itself is damaged, as SQLite sees it.</summary>
    public static bool IsDamage(SqliteException problem) =>
        problem.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB;

    /// <summary>How many rows changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> arguments) => Prepare(sql, arguments).ExecuteNonQuery();

    /// <summary>The first row, or the default where there is none.</summary>
    /// <exception cref="RefusedException">What is stored there is not what can be stored there.</exception>
    public T? One<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> arguments)
    {
        using SqliteDataReader reader = Prepare(sql, arguments).ExecuteReader();
        return reader.Read() ? Stored(reader, map) : default;
    }

    /// <exception cref="RefusedException">What is stored there is not what can be stored there.</exception>
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

    // Every text comes from a constant in this folder; values are always parameters.
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

    // A value of another type or form than was ever written: somebody or something else changed it.
    private static T Stored<T>(SqliteDataReader reader, Func<SqliteDataReader, T> map)
    {
        try
        {
            return map(reader);
        }
        catch (Exception damage) when (damage is MalformedException or InvalidCastException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw new RefusedException(ErrorCode.DataLoss, "a stored row is not readable: " + damage.GetType().Name);
        }
    }
}
