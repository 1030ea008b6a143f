namespace Exchange.Server.Calls;

/// <summary>What one member may ask of the server at once, and how long a stream may take.</summary>
internal sealed record CallLimits
{
    /// <summary>The calls that one member may have under way at once.</summary>
    public int CallsPerMember { get; init; } = 64;

    /// <summary>The calls per second that one member may make, in the long run.</summary>
    public int CallsPerSecond { get; init; } = 200;

    /// <summary>The calls that a member who has been quiet may make at once.</summary>
    public int CallBurst { get; init; } = 2000;

    /// <summary>How long a stream may stall: an upload that sends nothing, a download that accepts nothing.</summary>
    public TimeSpan StreamIdle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long one stream may last: enough for the largest part over a slow line. A transfer that needs longer resumes where it was.
    /// </summary>
    public TimeSpan StreamTotal { get; init; } = TimeSpan.FromHours(6);
}
