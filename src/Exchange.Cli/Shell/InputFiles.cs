using Exchange.Client.Errors;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Shell;

/// <summary>Checks the files that somebody named before any work starts.</summary>
internal static class InputFiles
{
    /// <exception cref="ClientException">One does not exist or is a folder (wrong usage), or is not readable.</exception>
    public static void Require(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            Require(path);
        }
    }

    /// <exception cref="ClientException">It does not exist or is a folder (wrong usage), or is not readable.</exception>
    public static void Require(string path)
    {
        string shown = TerminalText.Safe(path);
        if (Directory.Exists(path))
        {
            throw new ClientException(ExitCode.Usage, $"{shown} is a folder.", "Only files can be read.", "Name the files inside it.");
        }

        if (!File.Exists(path))
        {
            throw new ClientException(ExitCode.Usage, $"{shown} does not exist.", "", "Check the path.");
        }

        try
        {
            File.OpenRead(path).Dispose();
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new ClientException(
                ExitCode.Failed,
                $"{shown} cannot be read.",
                "You do not have permission.",
                "Ask its owner for access, or use a copy of your own.",
                denied);
        }
    }
}
