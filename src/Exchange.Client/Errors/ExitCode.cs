namespace Exchange.Client.Errors;

/// <summary>The exit codes of the command line, which are a contract.</summary>
public enum ExitCode
{
    Done = 0,
    Failed = 1,

    /// <summary>The command was not understood, or names something that does not exist.</summary>
    Usage = 2,

    /// <summary>Denied by policy, or not allowed for this member.</summary>
    Denied = 3,

    /// <summary>Someone cheated, or something is corrupt.</summary>
    Verification = 4,

    /// <summary>The server could not be reached, or accepts no calls now.</summary>
    Unreachable = 5,
}
