namespace Exchange.Server.Hosting;

/// <summary>What a host may be given other than its home and address.</summary>
public sealed record HostOptions
{
    /// <summary>The clock; turned by tests only.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where log lines go; none, and there are none. The host disposes of it.</summary>
    public ILoggerProvider? Logging { get; init; }

    /// <summary>The least that is logged. At <see cref="LogLevel.Trace"/> the framework's own lines come too, which hold no more than ours: ids, codes, sizes.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>The calls that one member may have under way at once.</summary>
    public int CallsPerMember { get; init; } = 64;

    /// <summary>The calls that one member may make in a second, in the long run.</summary>
    public int CallsPerSecond { get; init; } = 200;

    /// <summary>The calls that a member who has been quiet may make at once.</summary>
    public int CallBurst { get; init; } = 2000;

    /// <summary>How long a stream may stand still: an upload that sends nothing, a download that takes nothing.</summary>
    public TimeSpan StreamIdle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one stream may last: enough for the largest part over a slow line. What needs longer goes on where it was.</summary>
    public TimeSpan StreamTotal { get; init; } = TimeSpan.FromHours(6);
}
