namespace Exchange.Contract.Policy;

/// <summary>What an approver says. The last word of each approver counts.</summary>
public enum ApprovalAnswer
{
    Approve = 1,

    /// <summary>Forbids the opening for as long as it stands, however many others approve.</summary>
    Refuse = 2,

    /// <summary>As if the approver had said nothing.</summary>
    TakeBack = 3,
}
