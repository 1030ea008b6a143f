using System.Diagnostics;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Policy;

/// <summary>What an approver says. The last word of each approver counts.</summary>
public enum ApprovalAnswer
{
    Approve = 1,

    /// <summary>Forbids the opening until it is taken back or replaced, however many others approve.</summary>
    Refuse = 2,

    /// <summary>As if the approver had said nothing.</summary>
    TakeBack = 3,
}

/// <summary>The names of approvers' answers in statements.</summary>
internal static class ApprovalAnswerName
{
    public static string Of(ApprovalAnswer answer) => answer switch
    {
        ApprovalAnswer.Approve => "approve",
        ApprovalAnswer.Refuse => "refuse",
        ApprovalAnswer.TakeBack => "take-back",
        _ => throw new UnreachableException(),
    };

    /// <exception cref="MalformedException">No such answer.</exception>
    public static ApprovalAnswer Parse(string text) => text switch
    {
        "approve" => ApprovalAnswer.Approve,
        "refuse" => ApprovalAnswer.Refuse,
        "take-back" => ApprovalAnswer.TakeBack,
        _ => throw new MalformedException("an approver's answer is approve, refuse or take-back"),
    };
}
