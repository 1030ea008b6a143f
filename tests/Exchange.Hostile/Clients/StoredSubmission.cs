using Exchange.Contract.Wire;
using Google.Protobuf;
using Microsoft.Data.Sqlite;

namespace Exchange.Hostile.Clients;

/// <summary>A submission of alice's as somebody recorded it: to be handed in again.</summary>
internal static class StoredSubmission
{
    public static SubmitRequest Read(string serverHome, string item)
    {
        using SqliteConnection connection = new($"Data Source={Path.Combine(serverHome, "exchange.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.Parameters.AddWithValue("$item", item);
        SubmitRequest request = new()
        {
            Statement =
                All(command, "SELECT s.envelope FROM statements s JOIN items i ON i.statement = s.digest WHERE i.id = $item").Single(),
            GrantStatement = All(
                command,
                "SELECT DISTINCT s.envelope FROM statements s JOIN grants g ON g.statement = s.digest WHERE g.item = $item").Single(),
        };
        request.Grants.AddRange(All(command, "SELECT sealed FROM grants WHERE item = $item ORDER BY position"));
        return request;
    }

    private static List<ByteString> All(SqliteCommand command, string sql)
    {
        command.CommandText = sql;
        using SqliteDataReader rows = command.ExecuteReader();
        List<ByteString> all = [];
        while (rows.Read())
        {
            all.Add(ByteString.CopyFrom(rows.GetFieldValue<byte[]>(0)));
        }

        return all;
    }
}
