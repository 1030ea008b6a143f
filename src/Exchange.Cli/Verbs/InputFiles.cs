using Exchange.Client.Errors;
using Exchange.Formats.Safety;

namespace Exchange.Cli.Verbs;

/// <summary>Files that somebody named, looked at before anything is begun with them.</summary>
internal static class InputFiles
{
    /// <exception cref="ClientException">One is not there or is a folder (wrong usage), or may not be read.</exception>
    public static void Require(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            Require(path);
        }
    }

    /// <exception cref="ClientException">It is not there or is a folder (wrong usage), or may not be read.</exception>
    public static void Require(string path)
    {
        string shown = TerminalText.Safe(path);
        if (Directory.Exists(path))
        {
            throw new ClientException(ExitCode.Usage, $"{shown} is a folder.", "Only files can be read.", "Name the files in it.");
        }

        if (!File.Exists(path))
        {
            throw new ClientException(ExitCode.Usage, $"There is no file {shown}.", "", "Check the path.");
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
                "Its rights do not let you.",
                "Ask its owner, or name a copy of yours.",
                denied);
        }
    }
}
