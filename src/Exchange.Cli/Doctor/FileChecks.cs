using Exchange.Client.Home;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Doctor;

/// <summary>Checks that only their owner can open folders and read key files.</summary>
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
            ? Finding.Careful("home", $"Other users can open {shown}.", $"Restrict it with: chmod 700 {shown}")
            : Finding.Good("home", $"{shown}; only you can open it.");
    }

    public static Finding Key(string path, bool isSealed)
    {
        string shown = TerminalText.Safe(path);
        return PrivateFile.IsOpenToOthers(path)
            ? Finding.Bad(
                "keys",
                $"Other users can read {shown}.",
                $"Restrict it with: chmod 600 {shown}. If someone may have read it, have these keys revoked and join again.")
            : Finding.Good("keys", $"{shown}; only you can read it; {(isSealed ? "protected by a passphrase" : "no passphrase")}.");
    }
}
