using Exchange.Client.Directory;
using Exchange.Client.Errors;
using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Formats.Dsse;

namespace Exchange.Client.Record;

/// <summary>
/// Replays one item's events in the order of its chain, and checks each against what was signed and against the rules before it
/// counts. There is one such loop, for the audit and for anyone who asks what held at a time.
/// </summary>
internal sealed class ItemReplayer
{
    private readonly ItemReplay replay;
    private readonly DirectoryHistory history;
    private readonly StatementShelf statements;
    private readonly AuditFindings findings;
    private readonly ActCheck acts;
    private readonly DecisionCheck decisions;
    private readonly UsedCauses used;

    /// <param name="viewer">Who audits: they are shown all their own openings. Null where the whole chain is seen.</param>
    public ItemReplayer(
        ItemReplay replay,
        Agreement agreement,
        DirectoryHistory history,
        StatementShelf statements,
        AuditFindings findings,
        MemberId? viewer = null)
    {
        this.replay = replay;
        this.history = history;
        this.statements = statements;
        this.findings = findings;
        acts = new ActCheck(replay, history, findings);
        decisions = new DecisionCheck(replay, agreement, history, findings, viewer);
        used = new UsedCauses(findings);
    }

    /// <summary>The items that the viewer sees, among which are those that replace this one.</summary>
    public IReadOnlyList<VerifiedItem> Others { get; init; } = [];

    /// <summary>
    /// Whether the requests behind releases are read, to check each release against its request and its device. Whoever only asks what
    /// held at a time does not need them.
    /// </summary>
    public bool ReadsRequests { get; init; } = true;

    /// <summary>How many decisions were made again.</summary>
    public int Decisions => decisions.Decisions;

    public async Task ApplyAsync(RecordedEvent happened, CancellationToken cancellationToken)
    {
        // 1. No signature is used twice.
        used.RequireUnused(happened);

        // 2. The event is what was signed, the rules allowed it, and what follows from it counts.
        Device? asking = await findings.CollectAsync(() => CheckCauseAsync(happened, cancellationToken));

        // 3. What was decided follows from all that.
        decisions.Check(happened, asking);

        // 4. After a change the event names the new policy, and until the next one every event does.
        findings.Require(
            !replay.IsWhole || happened.Said.Policy == replay.PolicyDigest,
            VerificationFault.PolicyMismatch,
            $"{happened.Where} does not name the policy that was in force");
    }

    // The device that asked, where it is a release.
    private async Task<Device?> CheckCauseAsync(RecordedEvent happened, CancellationToken cancellationToken)
    {
        string code = happened.Said.Code;
        bool release = code is EventCodes.CardReleased or EventCodes.ContentReleased;
        if (code == EventCodes.ItemSubmitted)
        {
            CauseCheck.CheckSubmission(happened, replay.Item, history, findings);
        }
        else if (code == EventCodes.ItemSuperseded)
        {
            // The later item need not be this auditor's to see; where it is, it says so itself.
            CauseCheck.CheckSuperseded(
                happened, replay.Item, Others.FirstOrDefault(other => other.Digest == happened.Said.Cause), findings);
            return null;
        }

        if ((release && !ReadsRequests) || await CauseOfAsync(happened, cancellationToken) is not { } cause)
        {
            return null;
        }

        if (release)
        {
            return CauseCheck.CheckRelease(happened, cause, history, findings);
        }

        if (ActCheck.IsAct(code))
        {
            acts.Check(happened, cause);
        }
        else if (replay.IsWhole && code is EventCodes.ItemSubmitted or EventCodes.GrantAdded)
        {
            GrantCheck.Check(happened, GrantReader.Read(replay.Item, cause, happened, history, findings), replay, history, findings);
        }

        return null;
    }

    private async Task<DsseEnvelope?> CauseOfAsync(RecordedEvent happened, CancellationToken cancellationToken)
    {
        // Only a refused look-up may have no signed cause: asking for an item by its id is not signed.
        if (happened.Said.Cause is { } digest)
        {
            return await statements.GetAsync(digest, $"the cause of {happened.Where}", cancellationToken);
        }

        findings.Require(
            happened.Said.Code == EventCodes.LookupRefused,
            VerificationFault.PayloadWrong,
            $"{happened.Where} names no statement that caused it");
        return null;
    }
}
