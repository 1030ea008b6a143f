using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Exchange.Client.Transport;

/// <summary>How long and how often the client tries. The defaults suit people; tests take shorter ones.</summary>
public sealed record ExchangeClientOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the transport's log goes. Not owned.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    /// <summary>For one call with all its retries; of a long transfer, for any progress worth the name.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For one try; of a stream, for one message.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Further tries after the first.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>Before the first further try; doubled each time, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long no call is tried once half of the last calls have failed.</summary>
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Calls within half a minute before the breaker counts.</summary>
    public int BreakerThroughput { get; init; } = 20;
}
