using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Exchange.Client.Home;
using Exchange.Contract.Members;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using Exchange.Testing.World;
using Microsoft.Data.Sqlite;

namespace Exchange.EndToEnd.Peers;

/// <summary>
/// The Go project's golang.org/x/mod/sumdb, by which every Go program checks its modules, reads the logs of a running server: over
/// mutual TLS, with the key file of a member and the keys that the agreement names.
/// </summary>
[Collection(nameof(PeerTests))]
public sealed class LogPeerTests(PeerWorld world)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LogName.Directory)]
    [InlineData(LogName.Audit)]
    public async Task Sumdb_verifies_checkpoint_inclusion_and_consistency_of_a_running_log(LogName log)
    {
        string name = NameOf(log);
        PeerResult read = (await ReadLogAsync(world.BobFolder, log, world.OldCheckpoint(log))).Expect(0);
        string included = read.Lines[0], consistent = read.Lines[1];
        Assert.StartsWith($"{name}: ", included, StringComparison.Ordinal);
        long size = long.Parse(included.Split(' ')[1], CultureInfo.InvariantCulture);
        Assert.True(log == LogName.Directory ? size >= 7 : size > 256, included);
        Assert.Equal($"{name}: consistent with size {SizeOf(world.OldCheckpoint(log))}", consistent);
    }

    [Fact]
    public async Task Sumdb_refuses_a_checkpoint_with_one_changed_byte()
    {
        string[] lines = await File.ReadAllLinesAsync(world.OldCheckpoint(LogName.Audit), Cancel);
        lines[2] = Changed(lines[2]);
        string changed = await WriteAsync(string.Join('\n', lines) + "\n");
        Refused(
            await ReadLogAsync(world.BobFolder, LogName.Audit, changed),
            "the old checkpoint: invalid signature for key sandbox.example/audit");
    }

    // Another history under the log's own key is what a cheating operator would make. Sumdb reads that key from our file.
    [Fact]
    public async Task Sumdb_refuses_another_history_that_the_logs_own_key_signed()
    {
        string[] lines = await File.ReadAllLinesAsync(world.OldCheckpoint(LogName.Audit), Cancel);
        string other = await WriteAsync($"{lines[0]}\n{lines[1]}\n{Convert.ToBase64String(new byte[32])}\n");
        PeerResult signed = (await PeerProgram.SumDbAsync("sign", world.AuditKeyFile, other)).Expect(0);
        Refused(await ReadLogAsync(world.BobFolder, LogName.Audit, await WriteAsync(signed.Output)), $"size {lines[1]} against size");
    }

    [Theory]
    [InlineData("audit", "the server's checkpoint: note has no verifiable signatures")]
    [InlineData("operator", "the server's certificate is not the operator's")]
    public async Task Sumdb_refuses_a_server_whose_keys_are_not_the_agreements(string whose, string why)
    {
        AgreementPredicate terms = world.Bob.Agreement.Predicate;
        using Ed25519SigningKey foreignLog = Ed25519SigningKey.Generate();
        using ECDsa foreignOperator = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (string ours, string foreign) = whose == "audit"
            ? (
                terms.Logs.Audit.Keys.Single().ToString(),
                new NoteVerifierKey(terms.Logs.Audit.Origin, NoteKeyType.Ed25519, foreignLog.PublicKey).ToString())
            : (terms.Operator.Key.ToString(), new TlsPublicKey(foreignOperator.ExportSubjectPublicKeyInfo()).ToString());

        string folder = world.In(Guid.NewGuid().ToString("n")), file = Path.Combine(folder, "agreement.json");
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(world.BobFolder, "keys.txt"), Path.Combine(folder, "keys.txt"));
        DsseEnvelope agreement = DsseEnvelope.Parse(await File.ReadAllBytesAsync(Path.Combine(world.BobFolder, "agreement.json"), Cancel));
        string payload = Encoding.UTF8.GetString(agreement.Payload.Span);
        Assert.Contains(ours, payload, StringComparison.Ordinal);
        agreement = agreement with { Payload = Encoding.UTF8.GetBytes(payload.Replace(ours, foreign, StringComparison.Ordinal)) };
        await File.WriteAllBytesAsync(file, agreement.Encode(), Cancel);
        Refused(await ReadLogAsync(folder, LogName.Audit), why);
    }

    [Fact]
    public async Task Sumdb_refuses_a_tile_that_was_changed_where_it_is_stored()
    {
        await using TwoOrganisations damaged = await TwoOrganisations.StartAsync();
        damaged.Damaged = true;
        Task<PeerResult> Read() =>
            PeerProgram.SumDbAsync("log", Path.Combine(damaged.Folder, "bob", "sandbox"), damaged.Address, "directory");
        (await Read()).Expect(0);
        using (SqliteConnection connection = new($"Data Source={Path.Combine(damaged.ServerHome, "exchange.db")};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "UPDATE tiles SET hashes = CAST(substr(hashes, 1, length(hashes) - 1) || (CASE substr(hashes, -1) WHEN "
                + "x'00' THEN x'01' ELSE x'00' END) AS BLOB) WHERE log = 1 AND level = 0";
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        Refused(await Read(), "downloaded inconsistent tile");
    }

    [Fact]
    public async Task Sumdb_verifies_the_receipt_of_a_release()
    {
        PeerResult read = (await ReadReceiptAsync(world.ReleaseReceipt)).Expect(0);
        Assert.Contains("\"event\":\"release.content\",\"outcome\":\"permit\"", read.Output, StringComparison.Ordinal);
        Assert.Contains(world.Item.Id.ToString(), read.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sumdb_verifies_the_receipt_of_a_membership_and_of_no_other_statement()
    {
        (await ReadReceiptAsync(world.Membership.Receipt, world.Membership.Statement)).Expect(0);
        Refused(
            await ReadReceiptAsync(world.Membership.Receipt, Path.Combine(world.BobFolder, "agreement.json")),
            "invalid transparency proof");
    }

    [Theory]
    [InlineData("extra ", "invalid transparency proof")]
    [InlineData("index ", "invalid transparency proof")]
    [InlineData("hash", "invalid transparency proof")]
    [InlineData("root", "invalid signature")]
    [InlineData("signature", "invalid signature")]
    public async Task Sumdb_refuses_a_receipt_that_was_changed(string where, string why)
    {
        string[] lines = (await File.ReadAllTextAsync(world.ReleaseReceipt, Cancel)).Split('\n');
        int index = where switch
        {
            "hash" => Array.FindIndex(lines, line => line.StartsWith("index ", StringComparison.Ordinal)) + 1,
            "root" => Array.IndexOf(lines, "") + 3,
            "signature" => lines.Length - 2,
            _ => Array.FindIndex(lines, line => line.StartsWith(where, StringComparison.Ordinal)),
        };
        lines[index] = where == "index " ? $"index {int.Parse(lines[index][6..]) - 1}" : Changed(lines[index]);
        Refused(await ReadReceiptAsync(await WriteAsync(string.Join('\n', lines))), why);
    }

    private Task<PeerResult> ReadLogAsync(string home, LogName log, params string[] old) =>
        PeerProgram.SumDbAsync(["log", home, world.Address, NameOf(log), .. old]);

    private Task<PeerResult> ReadReceiptAsync(string receipt, params string[] statement) =>
        PeerProgram.SumDbAsync(["receipt", Path.Combine(world.BobFolder, "agreement.json"), receipt, .. statement]);

    private static void Refused(PeerResult read, string why)
    {
        read.Expect(1);
        Assert.Contains(why, read.Error, StringComparison.Ordinal);
    }

    private static string NameOf(LogName log) => log == LogName.Directory ? "directory" : "audit";

    private static long SizeOf(string checkpoint) => long.Parse(File.ReadLines(checkpoint).ElementAt(1), CultureInfo.InvariantCulture);

    /// <summary>Another base64 character eight before the end, where no padding is near.</summary>
    private static string Changed(string line)
    {
        StringBuilder changed = new(line);
        changed[^8] = changed[^8] == 'A' ? 'B' : 'A';
        return changed.ToString();
    }

    private async Task<string> WriteAsync(string text)
    {
        string path = world.In(Guid.NewGuid().ToString("n"));
        await File.WriteAllTextAsync(path, text, Cancel);
        return path;
    }
}
