using System.Diagnostics;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Policy;

/// <summary>How answers of approvers are spelled in statements.</summary>
public static class ApprovalAnswerName
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
