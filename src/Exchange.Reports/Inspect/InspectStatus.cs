namespace Exchange.Reports.Inspect;

/// <summary>The statuses of a log (inspect_ai, <c>EvalStatus</c>).</summary>
internal static class InspectStatus
{
    public const string Started = "started";
    public const string Success = "success";
    public const string Cancelled = "cancelled";
    public const string Error = "error";
}
