namespace Exchange.Client.Log;

/// <summary>The two logs of an agreement.</summary>
public enum LogName
{
    Directory = 1,
    Audit = 2,
}
