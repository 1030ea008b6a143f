namespace Exchange.Contract.Events;

/// <summary>How events are written down to have ended.</summary>
public static class EventOutcome
{
    public const string Done = "done";
    public const string Permit = "permit";
    public const string Deny = "deny";
}
