namespace Exchange.Contract.Policy;

/// <summary>
/// What has happened to the item so far, as the reader who asks meets it: openings of its contents by everybody and by this reader, and
/// whether its sender has withdrawn it. That a later version supersedes it denies nothing.
/// </summary>
public sealed record AccessState(uint OpeningsTotal, uint OpeningsByReader, bool Withdrawn)
{
    /// <summary>Nothing has happened yet.</summary>
    public static AccessState Fresh { get; } = new(0, 0, false);

    /// <summary>The last word of every approver on the policy in force, in the order of the log.</summary>
    public IReadOnlyList<Approval> Approvals
    {
        get;
        init => field = ValueList<Approval>.InOrder(value);
    } = ValueList<Approval>.InOrder([]);

    /// <summary>Whether this reader has signed that they acknowledge the policy's terms.</summary>
    public bool TermsAcknowledged { get; init; }

    /// <summary>
    /// How far beyond the audience of the policy in force this reader is, where the item was granted to them onward;
    /// <see cref="OnwardSharing.None"/> where it was not.
    /// </summary>
    public OnwardSharing GrantedOnward { get; init; } = OnwardSharing.None;
}
