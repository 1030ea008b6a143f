namespace Exchange.Contract.Errors;

/// <summary>
/// The event ids of every line that the program logs, server and client in one list, since both run in one process in
/// <c>exchange demo</c>. An id is never reused for another line.
/// </summary>
public static class LogEventIds
{
    // The server's record.
    public const int WriterStopped = 1001;
    public const int StorageDamaged = 1002;
    public const int EventAppended = 1003;
    public const int DirectoryGrew = 1004;
    public const int BatchCommitted = 1005;
    public const int DiskFull = 1006;
    public const int LeftoversSetAside = 1007;
    public const int NotPutBack = 1008;

    // The server's calls.
    public const int CallRefused = 2001;
    public const int CallFailed = 2002;
    public const int CallEnded = 2003;

    // The server's uploads.
    public const int AbandonedRemoved = 2101;
    public const int SweepFailed = 2102;
    public const int PartReceived = 2103;

    // The client's calls.
    public const int ServerConnected = 3001;
    public const int CallBegun = 3002;
    public const int CallAnswered = 3003;
    public const int CallUnanswered = 3004;
    public const int CallRetried = 3005;
    public const int PartSending = 3006;
    public const int PartSent = 3007;

    // The client's work.
    public const int ParticipantOpened = 3101;
    public const int ItemSealed = 3201;
    public const int ItemSubmitted = 3202;
    public const int ReleaseAnswered = 3301;
    public const int PartFetched = 3302;
    public const int ItemOpened = 3303;
}
