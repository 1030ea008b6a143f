using Exchange.Client.Errors;
using Exchange.Formats.Safety;

namespace Exchange.Client.Policies;

/// <summary>Reads a file that somebody wrote by hand, whole.</summary>
internal static class SmallFile
{
    /// <exception cref="ClientException">It does not exist, is not a regular file, cannot be read, or is larger than that.</exception>
    public static byte[] Read(string path, int maxBytes)
    {
        string shown = TerminalText.Safe(path);
        if (System.IO.Directory.Exists(path))
        {
            throw new ClientException(ExitCode.Usage, $"{shown} is a folder.", "", "Name a file in it.");
        }

        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            byte[] buffer = new byte[maxBytes + 1];
            int read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return read <= maxBytes
                ? buffer[..read]
                : throw new ClientException(
                    ExitCode.Usage, $"{shown} is too large.", $"It may have at most {maxBytes / 1024} KiB.", "Check the path.");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ClientException(ExitCode.Usage, $"{shown} does not exist.", "", "Check the path.", missing);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ClientException(
                ExitCode.Usage, $"{shown} cannot be read.", TerminalText.Safe(refused.Message),
                "Check the path and its permissions.", refused);
        }
    }

    /// <summary>Without the byte order mark that some editors put in front.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
}
