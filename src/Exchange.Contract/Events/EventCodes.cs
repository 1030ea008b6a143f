namespace Exchange.Contract.Events;

/// <summary>The stable codes of audit events. Success and failure are told apart by the outcome, never by the absence of an entry.</summary>
public static class EventCodes
{
    public const string ItemSubmitted = "item.submitted";
    public const string GrantAdded = "grant.added";
    public const string CardReleased = "release.card";
    public const string ContentReleased = "release.content";
    public const string LookupRefused = "lookup.refused";
}
