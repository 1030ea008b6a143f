using System.Globalization;
using Exchange.Client.Audit;
using Exchange.Client.Transfer;

namespace Exchange.Cli.Printing;

/// <summary>One line that shows how far long work has come; only on a terminal.</summary>
/// <param name="isTerminal">Whether <paramref name="error"/> is one.</param>
internal sealed class TransferBar(TextWriter error, bool isTerminal) : IDisposable
{
    private const int Length = 25;

    private string shown = "";

    public IProgress<TransferProgress>? Progress => isTerminal ? new TransferReporter(this) : null;

    public IProgress<AuditProgress>? Audit => isTerminal ? new AuditReporter(this) : null;

    public void Dispose() => Clear();

    /// <summary>Removes the line, before anything else is printed.</summary>
    public void Clear()
    {
        if (shown.Length > 0)
        {
            error.Write("\r\u001b[K");
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
            error.Write($"\r{line}\u001b[K");
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
