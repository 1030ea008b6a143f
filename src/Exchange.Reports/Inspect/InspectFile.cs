using Exchange.Formats.Primitives;
using Exchange.Reports.Cards;

namespace Exchange.Reports.Inspect;

/// <summary>Recognises an Inspect log, in either of its two forms, by its content.</summary>
internal static class InspectFile
{
    private const int StartSize = 64;

    /// <summary>Returns null if the file is something else; then only its beginning was read.</summary>
    /// <param name="stream">Seekable, at its beginning. The caller disposes it after the log was read.</param>
    /// <param name="named">Whether its name says that it is a log; then a malformed one throws instead of returning null.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="MalformedException">It starts like a ZIP or JSON, or is named like a log, but is malformed.</exception>
    public static async Task<IInspectLog?> OpenAsync(Stream stream, bool named, CancellationToken cancellationToken)
    {
        byte[] start = new byte[StartSize];
        int length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        stream.Position = 0;
        if (BeginsAsObject(start.AsSpan(0, length)))
        {
            return await InspectJsonLog.OpenAsync(stream, InspectLog.DefaultMaxHeader, cancellationToken);
        }

        return named || start.AsSpan(0, length).StartsWith("PK"u8)
            ? await InspectLog.OpenAsync(stream, InspectLog.DefaultMaxHeader, cancellationToken)
            : null;
    }

    private static bool BeginsAsObject(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> text = (start.StartsWith("\uFEFF"u8) ? start[3..] : start).TrimStart(" \t\r\n"u8);
        return text.StartsWith("{"u8);
    }
}

/// <summary>A file that was recognised as an Inspect log, in one of the two forms that Inspect writes.</summary>
internal interface IInspectLog
{
    /// <summary>Reads what the log says about itself. Call it once.</summary>
    /// <exception cref="MalformedException">The log is damaged, too large or nested too deeply.</exception>
    /// <exception cref="UnknownLogVersionException">The version of the log is unknown.</exception>
    Task<Evaluation> ReadAsync(CancellationToken cancellationToken);
}
