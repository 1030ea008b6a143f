using Exchange.Cli.Shell;
using Exchange.Formats.Safety;
using Exchange.Server.Hosting;

namespace Exchange.Cli.Doctor;

/// <summary>
/// Checks a server's folder. 'serve' checks the record itself when it starts, and 'audit verify' checks it from outside.
/// </summary>
internal static class ServerDoctor
{
    /// <summary>Whether the folder is a server's.</summary>
    public static bool Knows(string folder) => File.Exists(new ServerFolders(folder).PublicKeys);

    public static IReadOnlyList<Finding> Run(Call call, string folder)
    {
        ServerFolders folders = new(folder);
        List<Finding> findings = [FileChecks.Folder(folder)];
        string keys = Path.Combine(folder, "keys");
        findings.AddRange(Directory.Exists(keys)
            ? Directory.EnumerateFiles(keys).Order(StringComparer.Ordinal).Select(path => FileChecks.Key(path, isSealed: false))
            : []);
        if (!File.Exists(folders.Agreement))
        {
            findings.Add(Finding.Careful(
                "logs",
                "They do not exist yet.",
                "When every party has signed the agreement, run: exchange init --server --agreement FILE MEMBERSHIP…"));
            return findings;
        }

        try
        {
            using ServerHome home = ServerHome.Load(folder);
            findings.AddRange(AgreementCheck.Run(home.Agreement, call.Environment.Time.GetUtcNow()));
            findings.Add(Finding.Good("keys", "They match the agreement."));
        }
        catch (ServerHomeException problem)
        {
            findings.Add(Finding.Bad("server", TerminalText.Safe($"{problem.What}: {problem.Why}."), TerminalText.Safe(problem.Next)));
        }

        return findings;
    }
}
