using Exchange.Contract.Events;

namespace Exchange.Client.Errors;

/// <summary>The policy denied a release. Every failed condition is listed, and the receipt proves that the denial was logged.</summary>
/// <param name="receipt">The tlog-proof as it came; its extra line holds salt and payload.</param>
public sealed class DeniedException(IReadOnlyList<FailedEntry> reasons, ReadOnlyMemory<byte> receipt)
    : ClientException(ExitCode.Denied, "The item's policy denied this.", Describe(reasons), NextStep(reasons))
{
    public IReadOnlyList<FailedEntry> Reasons { get; } = reasons;

    public ReadOnlyMemory<byte> Receipt { get; } = receipt;

    private static string Describe(IReadOnlyList<FailedEntry> reasons) =>
        reasons.Count == 0 ? "No reason was given." : string.Join(' ', reasons.Select(reason => Reports.TerminalText.Safe(reason.Text)));

    private static string NextStep(IReadOnlyList<FailedEntry> reasons) =>
        reasons.Count > 0 && reasons.All(reason => reason.CouldChangeAt is not null)
            ? $"It could be permitted from {Contract.Json.Timestamp.Format(reasons.Max(reason => reason.CouldChangeAt.GetValueOrDefault()))} on."
            : "Ask the sender, if you need it all the same.";
}
