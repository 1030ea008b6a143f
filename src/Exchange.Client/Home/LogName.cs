namespace Exchange.Client.Home;

/// <summary>The two logs of an agreement.</summary>
public enum LogName
{
    Directory = 1,
    Audit = 2,
}

/// <summary>What the logs are called in paths and messages.</summary>
internal static class LogNames
{
    public static string Word(LogName log) => log == LogName.Directory ? "directory" : "audit";
}
