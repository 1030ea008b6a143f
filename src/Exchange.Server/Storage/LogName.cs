namespace Exchange.Server.Storage;

/// <summary>The two logs of an agreement. The numbers stand in the database.</summary>
internal enum LogName
{
    Directory = 1,
    Audit = 2,
}
