using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using Microsoft.Data.Sqlite;

namespace Exchange.Server.Storage;

/// <summary>
/// Reads typed values out of columns. A value that does not have the type's form throws, and <see cref="SqlSession"/> reports damage.
/// </summary>
internal static class Columns
{
    public static byte[] Bytes(this SqliteDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public static Sha256Digest Digest(this SqliteDataReader row, int column) => new(row.Bytes(column));

    public static ItemId Item(this SqliteDataReader row, int column) => ItemId.Parse(row.GetString(column));

    public static MemberId Member(this SqliteDataReader row, int column) => MemberId.Parse(row.GetString(column));

    public static RequestId Request(this SqliteDataReader row, int column) => RequestId.Parse(row.GetString(column));

    public static LogIndex Index(this SqliteDataReader row, int column) => new(row.GetInt64(column));

    public static DateTimeOffset Time(this SqliteDataReader row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static bool Flag(this SqliteDataReader row, int column) => row.GetInt64(column) != 0;

    public static SealedKey Key(this SqliteDataReader row, int column) => row.GetInt64(column) switch
    {
        (long)SealedKey.Card => SealedKey.Card,
        (long)SealedKey.Content => SealedKey.Content,
        _ => throw new MalformedException("a key is card or content"),
    };
}
