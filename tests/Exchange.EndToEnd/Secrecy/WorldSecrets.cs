using System.Text;
using Exchange.Formats.Age;
using Exchange.Testing.World;
using Microsoft.Data.Sqlite;

namespace Exchange.EndToEnd.Secrecy;

/// <summary>
/// Every secret key of a world: of the homes, the roots, the server, and of an item; in each spelling that a log might have it in.
/// </summary>
internal static class WorldSecrets
{
    private const string Identity = "AGE-SECRET-KEY-";

    /// <summary>The secrets of a home's key file, plain or sealed with a passphrase.</summary>
    public static IReadOnlyList<string> OfKeyFile(string path, string passphrase)
    {
        byte[] content = File.ReadAllBytes(path);
        using ScryptIdentity identity = new(passphrase);
        byte[] plain = path.EndsWith(".age", StringComparison.Ordinal) ? AgeOpener.Open(content, [identity]) : content;
        string[] lines = Encoding.ASCII.GetString(plain).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] seeds =
            [.. lines.Where(line => line.StartsWith("# exchange-", StringComparison.Ordinal)).Select(line => line.Split(' ')[^1])];
        return [.. lines.Where(IsIdentity), .. seeds.SelectMany(Spellings)];
    }

    /// <summary>The secrets of the server: its log keys and the operator's.</summary>
    public static IReadOnlyList<string> OfServer(string home) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(home, "keys"), "*.key")
            .SelectMany(path => Spellings(File.ReadAllText(path).Trim().Split('+', 5)[^1])),
        .. File.ReadAllLines(Path.Combine(home, "keys", "operator.pem")).Where(line => line.Length > 0 && line[0] != '-'),
    ];

    /// <summary>
    /// Card and content identity of an item, from the grants that the server keeps, opened with a member's own identity.
    /// </summary>
    public static IReadOnlyList<string> OfItem(TwoOrganisations world, string item, string memberKeys)
    {
        using SqliteConnection connection =
            new($"Data Source={Path.Combine(world.ServerHome, "exchange.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT sealed FROM grants WHERE item = $item";
        command.Parameters.AddWithValue("$item", item);
        using SqliteDataReader rows = command.ExecuteReader();
        using HybridIdentity own = HybridIdentity.Parse(File.ReadAllLines(memberKeys).Single(IsIdentity));
        List<string> found = [];
        while (rows.Read())
        {
            try
            {
                string grant = Encoding.ASCII.GetString(AgeOpener.Open((byte[])rows[0], [own]));
                found.Add(grant.Split('\n').Single(IsIdentity));
            }
            catch (AgeException other) when (other.Fault == AgeFault.NoMatchingIdentity)
            {
                // Sealed to somebody else.
            }
        }

        return found;
    }

    private static bool IsIdentity(string line) => line.StartsWith(Identity, StringComparison.Ordinal);

    private static IEnumerable<string> Spellings(string base64)
    {
        byte[] raw = Convert.FromBase64String(base64);
        return [
            base64.TrimEnd('='), Convert.ToHexString(raw), Convert.ToHexStringLower(raw), Encoding.Latin1.GetString(raw),
            Encoding.UTF8.GetString(raw),
        ];
    }
}
