using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Wording;
using Exchange.Formats.Safety;

namespace Exchange.Client.Errors;

/// <summary>The policy denied a release. Every failed condition is listed, and the receipt proves that the denial was logged.</summary>
/// <param name="item">The item that was asked for.</param>
/// <param name="purpose">What it was asked for; null for the card.</param>
/// <param name="receipt">The tlog-proof as it came; its extra line holds salt and payload.</param>
public sealed class DeniedException(ItemId item, string? purpose, IReadOnlyList<FailedCondition> reasons, EncodedReceipt receipt)
    : ClientException(ExitCode.Denied, "The item's policy denied this.", Describe(reasons), NextStep(item, purpose, reasons))
{
    public IReadOnlyList<FailedCondition> Reasons { get; } = reasons;

    public EncodedReceipt Receipt { get; } = receipt;

    private static string Describe(IReadOnlyList<FailedCondition> reasons) =>
        reasons.Count == 0
            ? "No reason was given."
            : string.Join(' ', reasons.Select(reason => TerminalText.Safe(ConditionText.Of(reason))));

    // Where waiting is enough, until when; otherwise when something changes next, and how to see the rest.
    private static string NextStep(ItemId item, string? purpose, IReadOnlyList<FailedCondition> reasons)
    {
        DateTimeOffset[] changes = [.. reasons.Select(reason => reason.CouldChangeAt).OfType<DateTimeOffset>()];
        if (changes.Length > 0 && changes.Length == reasons.Count)
        {
            return $"It could be permitted from {Contract.Json.Timestamp.Format(changes.Max())} on.";
        }

        string next = changes.Length > 0 ? $"The next change is at {Contract.Json.Timestamp.Format(changes.Min())}. " : "";
        return $"{next}See what would change it: exchange policy explain {item}{(purpose is null ? "" : $" --purpose {purpose}")}";
    }
}
