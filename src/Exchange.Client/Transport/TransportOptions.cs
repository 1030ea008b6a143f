using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Exchange.Client.Transport;

/// <summary>How long and how often the client tries. The defaults suit people; tests take shorter ones.</summary>
internal sealed record TransportOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the transport's log goes. Not owned.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    /// <summary>For one call with all its retries; in a long transfer, for any noticeable progress.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For one try; in a stream, for one message.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Tries after the first.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>Before the first retry; doubled each time, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long calls are not tried once half of the latest calls have failed.</summary>
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Calls within half a minute from which on the breaker counts.</summary>
    public int BreakerThroughput { get; init; } = 20;
}
