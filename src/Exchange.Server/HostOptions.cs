using Exchange.Server.Calls;

namespace Exchange.Server;

/// <summary>What a host may be given besides its home and address.</summary>
public sealed record HostOptions
{
    /// <summary>The clock; only tests set it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where log lines go; if null, there are none. The host disposes of it.</summary>
    public ILoggerProvider? Logging { get; init; }

    /// <summary>
    /// The lowest level that is logged. At <see cref="LogLevel.Trace"/> the framework's own lines are logged too; like ours they hold
    /// ids, codes and sizes only.
    /// </summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>The limits on calls and streams; only tests set them.</summary>
    internal CallLimits Limits { get; init; } = new();
}
