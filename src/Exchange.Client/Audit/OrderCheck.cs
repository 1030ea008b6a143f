using Exchange.Client.Directory;
using Exchange.Client.Errors;
using Exchange.Client.Record;
using Exchange.Contract.Agreements;
using Exchange.Contract.Policy.Evaluation;

namespace Exchange.Client.Audit;

/// <summary>What must hold from one entry to the next, whatever they are about.</summary>
internal static class OrderCheck
{
    /// <param name="events">In log order.</param>
    public static void Check(IReadOnlyList<RecordedEvent> events, Agreement agreement, DirectoryHistory history, AuditFindings findings)
    {
        RecordedEvent? before = null;
        foreach (RecordedEvent recorded in events)
        {
            // 1. It belongs here, and was decided by rules that this version knows.
            findings.Require(
                recorded.Said.Agreement == agreement.Id
                    && recorded.Said.AgreementVersion == agreement.Predicate.Version
                    && recorded.Said.Evaluator == PolicyEvaluator.Version,
                VerificationFault.PayloadWrong,
                $"{recorded.Where} names another agreement, version or evaluator");

            // 2. The directory that it names is the one that everybody replays.
            findings.Require(
                history.RootAt(recorded.Said.Directory.Size) == recorded.Said.Directory.Root,
                VerificationFault.PayloadWrong,
                $"{recorded.Where} names a directory that there never was");

            // 3. Neither time nor directory goes back.
            findings.Require(
                before is null || recorded.Said.Time >= before.Said.Time,
                VerificationFault.OrderWrong,
                $"{recorded.Where} is earlier than the entry before it");
            findings.Require(
                before is null || recorded.Said.Directory.Size >= before.Said.Directory.Size,
                VerificationFault.OrderWrong,
                $"{recorded.Where} was decided against an older directory than the entry before it");
            before = recorded;
        }
    }
}
