using Exchange.Client.Home;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Doctor;

/// <summary>Whether only their owner may enter folders and read key files.</summary>
internal static class FileChecks
{
    private const UnixFileMode Others = UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    public static Finding Folder(string folder)
    {
        string shown = TerminalText.Safe(folder);
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & Others) != 0
            ? Finding.Careful("home", $"Others may enter {shown}.", $"Close it with: chmod 700 {shown}")
            : Finding.Good("home", $"{shown}, for you alone.");
    }

    public static Finding Key(string path, bool isSealed)
    {
        string shown = TerminalText.Safe(path);
        return PrivateFile.IsOpenToOthers(path)
            ? Finding.Bad(
                "keys",
                $"Others can read {shown}.",
                $"Close it with: chmod 600 {shown}. If others could have read it, have these keys revoked and join anew.")
            : Finding.Good("keys", $"{shown}, for you alone, {(isSealed ? "under a passphrase" : "without a passphrase")}.");
    }
}
