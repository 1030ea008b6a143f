using Exchange.Formats.Primitives;

namespace Exchange.Reports.Inspect;

/// <summary>Knows an Inspect log by its content, and which of its two forms it has.</summary>
internal static class InspectFile
{
    private const int StartSize = 64;

    /// <summary>Null for a file that is something else, of which then no more than its beginning was read.</summary>
    /// <param name="stream">Seekable, at its beginning; the caller disposes it, after the log was read.</param>
    /// <param name="named">Whether its name says that it is a log, so that what is wrong with it is to be said.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MalformedException">Not the ZIP or JSON that it begins as or that its name promises.</exception>
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
