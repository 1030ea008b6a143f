using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Safety;
using Exchange.Server.Storage;

namespace Exchange.Server.Hosting;

/// <summary>A server's folder is not as it must be. Tells the operator what happened, why, and what to do next.</summary>
public sealed class ServerHomeException(string what, string why, string next, Exception? inner = null)
    : Exception($"{what}: {why}", inner)
{
    public string What { get; } = what;

    public string Why { get; } = why;

    public string Next { get; } = next;
}

/// <summary>
/// The folder of a server. It is created in two deliberate steps: first the keys, then, once the agreement that names them has been
/// signed, the logs. <see cref="Load"/> only loads. Owns the keys.
/// </summary>
public sealed class ServerHome : IDisposable
{
    private const string NoKeys = "no keys were created";
    private const string NoLogs = "no logs were created";
    private const string NoStart = "the server cannot start";

    private ServerHome(ServerFolders folders, Agreement agreement, LogKeys logKeys, OperatorKey operatorKey)
    {
        Folders = folders;
        Agreement = agreement;
        LogKeys = logKeys;
        OperatorKey = operatorKey;
    }

    public ServerFolders Folders { get; }

    public Agreement Agreement { get; }

    internal LogKeys LogKeys { get; }

    internal OperatorKey OperatorKey { get; }

    /// <summary>Makes the keys of the two logs and of the operator, and writes the public halves beside them.</summary>
    /// <param name="directoryOrigin">The directory log's name, such as <c>exchange.example/directory</c>.</param>
    /// <param name="auditOrigin">The audit log's name, which must differ.</param>
    /// <exception cref="ServerHomeException">Keys exist already, or a name is not valid for a log.</exception>
    public static ServerKeys CreateKeys(string folder, string directoryOrigin, string auditOrigin)
    {
        ServerFolders folders = new(folder);
        if (System.IO.Directory.Exists(folders.Keys))
        {
            throw new ServerHomeException(
                NoKeys, $"{folders.Keys} exists already", "name another folder; keys are never overwritten");
        }

        try
        {
            PrivateFile.CreateFolder(folder);
            PrivateFile.CreateFolder(folders.Keys);
            ServerKeys keys = new(
                NoteKeyFile.Create(folders.DirectoryKey, directoryOrigin),
                NoteKeyFile.Create(folders.AuditKey, auditOrigin),
                Hosting.OperatorKey.Create(folders.OperatorKey));
            WriteWhole(folders.PublicKeys, keys.Encode());
            FolderSync.Flush(folders.Keys);
            return keys;
        }
        catch (MalformedException problem)
        {
            throw new ServerHomeException(NoKeys, problem.Message, "name the logs like example.org/exchange/directory", problem);
        }
    }

    /// <summary>
    /// Creates the two logs: entry 0 of the directory is the agreement, then come the memberships, administrators first.
    /// </summary>
    /// <exception cref="ServerHomeException">
    /// Logs exist already, the agreement is not valid or names other keys, or a membership is not valid.
    /// </exception>
    public static void CreateLogs(string folder, DsseEnvelope agreement, IReadOnlyList<DsseEnvelope> memberships)
    {
        ServerFolders folders = new(folder);
        if (File.Exists(folders.Database) || File.Exists(folders.Agreement))
        {
            throw File.Exists(folders.Agreement)
                ? new ServerHomeException(NoLogs, "this folder has logs already", "start the server, or name another folder")
                : new ServerHomeException(
                    NoLogs,
                    $"{folders.Database} exists without {folders.Agreement}",
                    "if creating the logs was interrupted just now, delete the database and start again; "
                    + "if the agreement was lost, restore it from any participant's copy");
        }

        Agreement verified = Verify(agreement, NoLogs);
        using ServerHome home = Open(folders, verified, NoLogs);
        try
        {
            Ledger.Create(folders.Database, verified, memberships, home.LogKeys);
        }
        catch (DirectoryException refused)
        {
            throw new ServerHomeException(
                NoLogs,
                $"a membership is not valid: {refused.Message}",
                "give the administrators' memberships, signed by their party's root keys, before all others",
                refused);
        }

        // Last, since its presence means that everything is there.
        WriteWhole(folders.Agreement, agreement.Encode());
    }

    /// <summary>Loads the agreement and the keys, and checks that they belong together.</summary>
    /// <exception cref="ServerHomeException">Something is missing or does not match.</exception>
    public static ServerHome Load(string folder)
    {
        ServerFolders folders = new(folder);
        if (!File.Exists(folders.Agreement) || !File.Exists(folders.Database))
        {
            throw new ServerHomeException(
                NoStart, $"{folder} has no logs", "create them with: exchange init --server --agreement FILE MEMBERSHIP…");
        }

        try
        {
            return Open(folders, Verify(DsseEnvelope.Parse(File.ReadAllBytes(folders.Agreement)), NoStart), NoStart);
        }
        catch (MalformedException problem)
        {
            throw new ServerHomeException(
                NoStart, $"{folders.Agreement} is damaged: {problem.Message}", "restore it from any participant's copy", problem);
        }
    }

    public void Dispose()
    {
        LogKeys.Dispose();
        OperatorKey.Dispose();
    }

    // The file's presence says something, so it is never half there.
    private static void WriteWhole(string path, ReadOnlySpan<byte> content)
    {
        string unfinished = path + ".new";
        using (FileStream file = new(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: false);
        FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
    }

    private static Agreement Verify(DsseEnvelope envelope, string what)
    {
        try
        {
            return AgreementVerifier.Verify(envelope);
        }
        catch (MalformedException problem)
        {
            throw new ServerHomeException(
                what, $"the agreement is not valid: {problem.Message}", "have it signed by every party's root keys", problem);
        }
    }

    private static ServerHome Open(ServerFolders folders, Agreement agreement, string what)
    {
        LogKeys logKeys;
        OperatorKey operatorKey;
        try
        {
            logKeys = new LogKeys(NoteKeyFile.Load(folders.DirectoryKey), NoteKeyFile.Load(folders.AuditKey));
            operatorKey = Hosting.OperatorKey.Load(folders.OperatorKey);
        }
        catch (Exception problem) when (problem is MalformedException or IOException or UnauthorizedAccessException)
        {
            throw new ServerHomeException(
                what, $"its keys cannot be read: {problem.Message}", "create them with: exchange init --server", problem);
        }

        ServerHome home = new(folders, agreement, logKeys, operatorKey);
        if (logKeys.AreOf(agreement) && operatorKey.PublicKey == agreement.Predicate.Operator.Key)
        {
            return home;
        }

        home.Dispose();
        throw new ServerHomeException(
            what,
            "the agreement names different keys from this server's",
            "put the keys of this server's server-keys.json into the agreement");
    }
}
