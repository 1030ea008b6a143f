namespace Exchange.Server.Hosting;

/// <summary>A server's folder that is not as it must be, in words for whoever runs it: what happened, why, what to do next.</summary>
public sealed class ServerHomeException(string what, string why, string next, Exception? inner = null) : Exception($"{what}: {why}", inner)
{
    public string What { get; } = what;

    public string Why { get; } = why;

    public string Next { get; } = next;
}
