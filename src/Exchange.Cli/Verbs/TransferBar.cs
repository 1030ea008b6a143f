using System.Globalization;
using Exchange.Cli.Printing;
using Exchange.Client.Audit;
using Exchange.Client.Sealing;

namespace Exchange.Cli.Verbs;

/// <summary>A line on standard error that shows how far long work is; only where that is a terminal.</summary>
internal sealed class TransferBar(Call call) : IDisposable
{
    private const int Length = 25;

    private string shown = "";

    public IProgress<TransferProgress>? Progress => call.Environment.ShowsProgress ? new TransferReporter(this) : null;

    public IProgress<AuditProgress>? Audit => call.Environment.ShowsProgress ? new AuditReporter(this) : null;

    public void Dispose() => Clear();

    /// <summary>Takes the line away, before anything else is said.</summary>
    public void Clear()
    {
        if (shown.Length > 0)
        {
            call.Error.Write("\r\u001b[K");
            shown = "";
        }
    }

    private void Show(string what, long done, long all, string detail)
    {
        int percent = all <= 0 ? 100 : (int)(done * 100 / all);
        string bar = new string('#', percent * Length / 100).PadRight(Length, '.');
        string line = string.Create(CultureInfo.InvariantCulture, $"{what,-9} [{bar}] {percent,3} %  {detail}");
        if (line != shown)
        {
            shown = line;
            call.Error.Write($"\r{line}\u001b[K");
        }
    }

    private static string NameOf(TransferStep step) => step switch
    {
        TransferStep.Seal => "sealing",
        TransferStep.Upload => "sending",
        TransferStep.Download => "fetching",
        _ => "opening",
    };

    private sealed class TransferReporter(TransferBar bar) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) =>
            bar.Show(NameOf(value.Step), value.Bytes, value.Total, "of " + HumanText.Size(value.Total));
    }

    private sealed class AuditReporter(TransferBar bar) : IProgress<AuditProgress>
    {
        public void Report(AuditProgress value) => bar.Show(
            "auditing", value.Items, value.AllItems, $"{value.Items} of {value.AllItems} items, {HumanText.Size(value.PartBytes)} hashed");
    }
}
