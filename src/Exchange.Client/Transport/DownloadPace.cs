using Exchange.Client.Errors;
using Exchange.Formats.Safety;

namespace Exchange.Client.Transport;

/// <summary>
/// Ends a download that is so slow that it would never finish, though each message comes in time. Only time spent waiting counts, not
/// what the caller does between messages.
/// </summary>
/// <param name="window">After so much waiting the bytes are counted.</param>
internal sealed class DownloadPace(TimeProvider time, TimeSpan window, string address)
{
    /// <summary>Bytes that must have come in each window: one full message.</summary>
    public const long MinBytes = 64 * 1024;

    private TimeSpan waited;
    private long came;

    /// <summary>Waits for the next message.</summary>
    /// <param name="length">The bytes of content in what came.</param>
    /// <exception cref="ClientException">Too little came for too long. What came is good; the download can resume from there.</exception>
    public async ValueTask<bool> WaitAsync(Func<ValueTask<bool>> next, Func<long> length)
    {
        long start = time.GetTimestamp();
        bool any = await next();
        waited += time.GetElapsedTime(start);
        came += any ? length() : MinBytes;
        if (waited < window)
        {
            return any;
        }

        if (came < MinBytes)
        {
            throw new ClientException(
                ExitCode.Unreachable, $"The server at {TerminalText.Safe(address)} sends too slowly.",
                $"Fewer than {MinBytes} bytes came in {window.TotalSeconds:0} seconds.",
                "Check the network, then try again; nothing is lost.");
        }

        (waited, came) = (TimeSpan.Zero, 0);
        return any;
    }
}
